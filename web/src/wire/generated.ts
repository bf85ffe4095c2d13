// Made by `python -m command.wire.generate` from command/domain and command/wire. Do not edit.
// Times are RFC 3339 strings, ids UUIDv7 strings, distances metres.

/** What every fact carries on the wire: its ledger number, the district's time and where it happened. */
export interface Entry {
  number: number;
  at: string;
  district: string;
  exercise?: string;
}

/** An account (person, device or kiosk) exists. `areas`: division or grid codes it answers for. `simulated`: a simulator may act as it, with a limit of its own on reports. `by`: the administrator who made it at the desk of accounts, with the reason; empty: the command line, or a demo. */
export interface PersonRegistered extends Entry {
  type: "PersonRegistered";
  person: string;
  name: string;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "director" | "kiosk" | "observer" | "operator" | "supervisor" | "unit" | "worker")[];
  areas: string[];
  language?: string;
  watch_leader?: boolean;
  simulated?: boolean;
  skills?: string[];
  unit?: string | null;
  rank?: "commander" | "deputy" | "secretary" | null;
  by?: string;
  by_name?: string;
  reason?: string;
}

/** Somebody got another password, which is in no fact: their sign-ins ended with it. */
export interface PasswordReset extends Entry {
  type: "PasswordReset";
  person: string;
  by: string;
  by_name?: string;
  reason: string;
}

/** What a person may see and do changed; `active=False` means no longer anything. `rank`: empty, as before. `reason`: what was asked for it, and by whom it was decided. */
export interface RightsChanged extends Entry {
  type: "RightsChanged";
  request?: string | null;
  person: string;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "director" | "kiosk" | "observer" | "operator" | "supervisor" | "unit" | "worker")[];
  areas: string[];
  watch_leader?: boolean;
  active?: boolean;
  by?: string;
  rank?: "commander" | "deputy" | "secretary" | "" | "none";
  by_name?: string;
  reason?: string;
}

/** A person checked in; offers may reach them from now on. `group`, `shift` and its `day`: what the roster has them on; `extra`: rosters exist, and have them on nothing now. `holds`: they have the watch, nobody hands it over. */
export interface DutyStarted extends Entry {
  type: "DutyStarted";
  request?: string | null;
  person: string;
  name?: string;
  place?: Spot | null;
  reported_at?: string | null;
  group?: string | null;
  shift?: string;
  day?: string | null;
  extra?: boolean;
  holds?: boolean;
}

/** A resolved place: WGS84 degrees and the 15-digit code of the grid it lies in. */
export interface Spot {
  lat: number;
  lon: number;
  grid: string;
  accuracy_m?: number | null;
  datum?: "gcj02" | "wgs84";
  by?: "building" | "facility" | "grid" | "point";
}

/** A person's shift is over but they hold work: nothing more is offered, and they are off when it is done. */
export interface DutyEnding extends Entry {
  type: "DutyEnding";
  person: string;
  group: string;
}

/** A person is off duty: they checked out, their shift is over, or they were relieved at a handover. */
export interface DutyEnded extends Entry {
  type: "DutyEnded";
  request?: string | null;
  person: string;
  reported_at?: string | null;
  why?: "checked_out" | "relieved" | "shift_over" | "taken_out";
  group?: string | null;
}

/** 立案: a report became an incident of its own. `reasons` say why the priority is what it is; `limits` and `need` are its own from now on. `handle_by`: until somebody has it, the last moment of those limits. `without_key`: it would have waited for an operator, but there was a flood of reports. */
export interface IncidentFiled extends Entry {
  type: "IncidentFiled";
  incident: string;
  report: string;
  category: string;
  disposition: "help" | "mine" | "settled";
  priority: 1 | 2 | 3 | 4;
  reasons: string[];
  place: Spot;
  text?: string;
  photos?: string[];
  hazard?: "life" | "none" | "property";
  reporter: string;
  reporter_name?: string;
  caller?: Caller | null;
  reported_at: string;
  clock_off_s?: number | null;
  limits?: Limits | null;
  handle_by?: string | null;
  need?: Need | null;
  next?: Deadline | null;
  without_key?: boolean;
}

/** Who called the operator. Never shown on a kiosk. */
export interface Caller {
  name?: string;
  phone?: string;
}

/** The limits that applied to an incident when it was filed. They stay its own, whatever is changed later. `answer` of an offer, `arrive` after the acceptance, `handle` from the dispatch to the feedback, `verify` then. `version` of the category's rule, 0 for the built-in one. */
export interface Limits {
  answer: string;
  arrive: string;
  handle: string;
  verify: string;
  accept?: string;
  dispatch?: string;
  verifier?: "area" | "centre" | "none";
  call_back?: boolean;
  version?: number;
}

/** What an incident needs, as it was when it was filed. `version` of the category's need, 0 for the built-in one. */
export interface Need {
  repairs?: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  look?: boolean;
  people?: number;
  skills?: string[];
  leader?: boolean;
  one_click?: boolean;
  version?: number;
}

/** The next moment at which silence about an incident is acted on. Unique by (incident, round, step). */
export interface Deadline {
  kind: "accept" | "answer" | "arrive" | "confirm" | "dispatch" | "finish" | "peak" | "resume" | "retry" | "rule" | "verify";
  round: number;
  step: number;
  due: string;
}

/** A report was added to an open incident. `distance_m` from its first report. When it raised the priority, `limits` and `need` are those of the higher one. */
export interface ReportMerged extends Entry {
  type: "ReportMerged";
  incident: string;
  report: string;
  category: string;
  disposition: "help" | "mine" | "settled";
  priority: 1 | 2 | 3 | 4;
  raised?: boolean;
  reasons: string[];
  place: Spot;
  text?: string;
  photos?: string[];
  hazard?: "life" | "none" | "property";
  reporter: string;
  reporter_name?: string;
  caller?: Caller | null;
  reported_at: string;
  clock_off_s?: number | null;
  distance_m?: number;
  limits?: Limits | null;
  need?: Need | null;
  handle_by?: string | null;
  next?: Deadline | null;
}

/** The answer to `report.submit`: the report is in the database, as an incident or added to one. */
export interface ReportStored extends Entry {
  type: "ReportStored";
  request: string;
  report: string;
  incident: string;
  outcome: "filed" | "merged";
}

/** The answer to a durable request that could not be granted. */
export interface RequestRefused extends Entry {
  type: "RequestRefused";
  request: string;
  method: string;
  refusal: RefusalInfo;
}

/** A refusal as it travels: `message` is in the reader's language. */
export interface RefusalInfo {
  code: string;
  reason: string;
  message: string;
  retry_after_s?: number | null;
  data?: Record<string, string | number | number | boolean | null>;
}

/** 一键通: somebody pressed their call button; the answer to `button.press`. Its incident was filed just before. `resident`: whose button it is, if the registry knows; `pressed_at`: when, as the button says it. */
export interface ButtonPressed extends Entry {
  type: "ButtonPressed";
  request: string;
  press: string;
  device?: string;
  device_name?: string;
  button: "green" | "red";
  resident?: string | null;
  resident_name?: string;
  incident: string;
  pressed_at: string;
}

/** 已转: the first line was called. `reference`: the number or name they gave. Our own work goes on. */
export interface IncidentReferred extends Entry {
  type: "IncidentReferred";
  request?: string | null;
  incident: string;
  to: "110" | "119" | "120" | "12345" | "gas" | "municipal" | "power" | "water";
  reference?: string;
  referral?: string;
  by: string;
  by_name?: string;
}

/** 派单: an operator sent a held or unattended incident on its way now; whoever is asked follows. */
export interface DispatchOrdered extends Entry {
  type: "DispatchOrdered";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  next: Deadline;
}

/** 派遣: a person is asked to take an incident, until `answer_by`. Carries all the phone needs. */
export interface OfferMade extends Entry {
  type: "OfferMade";
  offer: string;
  incident: string;
  person: string;
  person_name?: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  place: Spot;
  grid: string;
  text?: string;
  photos?: string[];
  reason: Choice;
  answer_by: string;
  next?: Deadline | null;
  part?: "co" | "lead" | "look";
  slot?: string | null;
  unit?: string | null;
}

/** Why this person was chosen: tier of closeness, metres from the incident, and who was passed over. `tier` "unit": a unit's desk. `lacking`: what should have been sent and could not be (`unit:water`). `standby`: from the stand-by list, since nobody on duty could be sent; `by_ladder`: their phone is silent, other ways reach them. `together`: many waited at once, and this was settled for all of them. */
export interface Choice {
  tier: "community" | "district" | "named" | "own_grid" | "street" | "unit";
  distance_m?: number | null;
  considered?: number;
  passed_over?: Record<string, number>;
  lacking?: string;
  standby?: boolean;
  by_ladder?: boolean;
  together?: Together | null;
}

/** This was settled for all who waited and all who were free together: so many of each. `arrival_s`: how long this person is taken to need, seconds. `nearer`: up to three who would have been sooner there. */
export interface Together {
  waiting: number;
  people: number;
  arrival_s: number;
  nearer?: Nearer[];
}

/** Somebody who would have been there sooner, and was sent to another incident (its number) instead. */
export interface Nearer {
  arrival_s: number;
  sent_to: number;
  priority: 1 | 2 | 3 | 4;
}

/** An offer is over without an assignment to it, or was answered. `why`: who or what ended it; after `drill_paused` they may be asked again as if they had not been. */
export interface OfferClosed extends Entry {
  type: "OfferClosed";
  request?: string | null;
  offer: string;
  incident: string;
  person: string;
  why: "declined" | "drill_paused" | "expired" | "incident_closed" | "off_duty" | "withdrawn";
  reason?: string;
  by?: string;
  slot?: string | null;
  unit?: string | null;
  next?: Deadline | null;
}

/** A person has the incident. Carries all the phone needs; `offer` is the one that was accepted, if any. `handle_by`: when it is to be done. `rework`: how many times the result was not accepted; `reason` says why. `overrode`: the rules against this person that a coordinator set aside (`off_duty`, `busy`, `declined` …). */
export interface AssignmentMade extends Entry {
  type: "AssignmentMade";
  request?: string | null;
  assignment: string;
  offer?: string | null;
  incident: string;
  person: string;
  person_name?: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  place: Spot;
  grid: string;
  text?: string;
  photos?: string[];
  by?: string;
  reason?: string;
  rework?: number;
  handle_by?: string | null;
  next?: Deadline | null;
  part?: "co" | "lead" | "look";
  slot?: string | null;
  unit?: string | null;
  due?: string | null;
  overrode?: string[];
}

/** The work went one or more steps forward. `at` of the phone is `reported_at`. */
export interface AssignmentChanged extends Entry {
  type: "AssignmentChanged";
  request?: string | null;
  assignment: string;
  incident: string;
  person: string;
  to: "done" | "en_route" | "failed" | "on_scene";
  note?: string;
  photos?: string[];
  by?: string;
  reason?: string;
  reported_at?: string | null;
  next?: Deadline | null;
  slot?: string | null;
  unit?: string | null;
  due?: string | null;
}

/** An assignment was taken back: reassigned, the incident closed or voided under it, they never arrived, their account was closed, their help is needed no longer, or the peak came in before they had set out. */
export interface AssignmentEnded extends Entry {
  type: "AssignmentEnded";
  assignment: string;
  incident: string;
  person: string;
  why: "incident_closed" | "incident_voided" | "not_arrived" | "outdoor_peak" | "reassigned" | "released" | "returned" | "rights_ended" | "suspended" | "taken_out";
  by?: string;
  next?: Deadline | null;
  slot?: string | null;
  unit?: string | null;
}

/** 无人可派: nobody can be sent; why in numbers, who was told, when it is tried again. */
export interface NobodyAvailable extends Entry {
  type: "NobodyAvailable";
  incident: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  place: Spot;
  grid: string;
  tally: Tally;
  level?: number;
  told?: string[];
  next: Deadline;
  skipped?: Skip[];
  lacking?: string;
}

/** 无人可派 in numbers: how many people there are and why none of them could be sent. `standby`: so many are on the stand-by list (of priorities 1 and 2 only), of whom `standby_asked` were asked in this round and `standby_busy` hold something already. */
export interface Tally {
  people?: number;
  off_duty?: number;
  unreachable?: number;
  busy?: number;
  asked?: number;
  reporter?: number;
  unskilled?: number;
  standby?: number;
  standby_asked?: number;
  standby_busy?: number;
  reserve?: number;
}

/** A tier that was passed over at once: waiting for it would have burned its delay in vain. */
export interface Skip {
  level: number;
  why: "empty" | "off_duty" | "unreachable";
}

/** A deadline passed in silence; `level` 1 community, 2 street, 3 district, 4 coordinators; they were told. */
export interface IncidentEscalated extends Entry {
  type: "IncidentEscalated";
  incident: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  grid: string;
  passed: Deadline;
  level: number;
  told?: string[];
  next: Deadline;
  skipped?: Skip[];
}

/** 改派: dispatch starts over, or goes to a named person next (their AssignmentMade or OfferMade follows). */
export interface IncidentReassigned extends Entry {
  type: "IncidentReassigned";
  request?: string | null;
  incident: string;
  by: string;
  reason: string;
  to?: string | null;
  next: Deadline;
}

/** 结案: settled on the spot, or handled and verified. */
export interface IncidentClosed extends Entry {
  type: "IncidentClosed";
  request?: string | null;
  incident: string;
  outcome: "handled" | "no_action" | "settled";
  by?: string;
  note?: string;
}

/** 作废: never should have been filed; decided by a watch leader. */
export interface IncidentVoided extends Entry {
  type: "IncidentVoided";
  request?: string | null;
  incident: string;
  by: string;
  reason: string;
}

/** An inbox entry that fails by its own content, kept whole in `set_aside`; a task for an operator. */
export interface EntrySetAside extends Entry {
  type: "EntrySetAside";
  task: string;
  entry: string;
  method: string;
  sender: string;
  request?: string | null;
  error: string;
}

/** An operator dealt with a task. */
export interface TaskDone extends Entry {
  type: "TaskDone";
  request?: string | null;
  task: string;
  by: string;
  note?: string;
}

/** 点名: everybody on duty in an area is asked to answer until `due`. `people`: names by id. `area`: its code. */
export interface RollCallOpened extends Entry {
  type: "RollCallOpened";
  request?: string | null;
  rollcall: string;
  area: string;
  people: Record<string, string>;
  reason?: string;
  by: string;
  by_name?: string;
  due: string;
}

/** Somebody is accounted for; `by` is another when an operator answered for them, with a `reason`. */
export interface RollCallAnswered extends Entry {
  type: "RollCallAnswered";
  request?: string | null;
  rollcall: string;
  area: string;
  person: string;
  by: string;
  reason?: string;
}

/** The time is up and `missing` (ids) have not answered: `told` (ids) know. It is told again at `due`. */
export interface RollCallEscalated extends Entry {
  type: "RollCallEscalated";
  rollcall: string;
  area: string;
  missing: string[];
  level: number;
  told?: string[];
  due: string;
}

/** Everybody answered, or whoever may do so ended it, with a `reason` and with `missing` still unaccounted for. */
export interface RollCallClosed extends Entry {
  type: "RollCallClosed";
  request?: string | null;
  rollcall: string;
  area: string;
  missing?: string[];
  by?: string;
  reason?: string;
}

/** 通知: everybody of these roles in an area is told, on duty or not unless `on_duty`. `people`: how many that is; who, follows from the picture (see `alerts.recipients`). `group`: only the people of that rostered group. It is over at `until`. */
export interface AlertSent extends Entry {
  type: "AlertSent";
  request?: string | null;
  alert: string;
  area: string;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "director" | "kiosk" | "observer" | "operator" | "supervisor" | "unit" | "worker")[];
  group?: string | null;
  on_duty?: boolean;
  level: "info" | "urgent" | "warning";
  text: string;
  people: number;
  by: string;
  by_name?: string;
  until: string;
}

/** Somebody has read an alert. */
export interface AlertRead extends Entry {
  type: "AlertRead";
  request?: string | null;
  alert: string;
  area: string;
  person: string;
}

/** An alert is over, or was withdrawn by `by` with a `reason`; `unread`: who had not read it (ids). */
export interface AlertEnded extends Entry {
  type: "AlertEnded";
  request?: string | null;
  alert: string;
  area: string;
  why: "over" | "withdrawn";
  unread?: string[];
  by?: string;
  reason?: string;
}

/** 呼救: somebody of ours calls for help (`hand`), or was silent in danger (`timer`). Carries all a phone needs. `pressed_at` is the phone's time, `clock_off_s` how far that is from its arrival when it is more than the tolerance. */
export interface SosRaised extends Entry {
  type: "SosRaised";
  request?: string | null;
  sos: string;
  person: string;
  person_name?: string;
  area?: string;
  cause?: "hand" | "timer";
  place?: Spot | null;
  whence?: "fix" | "home" | "last" | null;
  pressed_at: string;
  clock_off_s?: number | null;
  incident?: string | null;
  told?: string[];
  near?: Nearby[];
  due: string;
}

/** A colleague on duty near somebody who calls for help: told, not offered. */
export interface Nearby {
  person: string;
  name: string;
  distance_m: number;
}

/** The same person calls again while their call is open: everybody is told anew, with the newest place. */
export interface SosRepeated extends Entry {
  type: "SosRepeated";
  request?: string | null;
  sos: string;
  person: string;
  area?: string;
  place?: Spot | null;
  whence?: "fix" | "home" | "last" | null;
  due: string;
}

/** Somebody has seen it; `coming`: and goes there. `above`: they answer for it, so it stops going up until `due`. */
export interface SosAcknowledged extends Entry {
  type: "SosAcknowledged";
  request?: string | null;
  sos: string;
  person: string;
  area?: string;
  by: string;
  by_name?: string;
  coming?: boolean;
  above?: boolean;
  due: string;
}

/** Nobody above has taken it, or it is `open` for long: everybody above (`told`) hears of it again, until `due`. */
export interface SosEscalated extends Entry {
  type: "SosEscalated";
  sos: string;
  person: string;
  area?: string;
  level: number;
  told?: string[];
  why?: "open" | "silence";
  due: string;
}

/** Taken back by the person within seconds (`mistake`), or over, says somebody above, with a reason (`safe`). */
export interface SosEnded extends Entry {
  type: "SosEnded";
  request?: string | null;
  sos: string;
  person: string;
  area?: string;
  by: string;
  by_name?: string;
  why: "mistake" | "safe";
  reason?: string;
}

/** 报平安: somebody is in danger for `period_s`; before it ends, at `due`, they are asked. `cause`: `asked`, or the category of the incident they went to. */
export interface TimerStarted extends Entry {
  type: "TimerStarted";
  request?: string | null;
  timer: string;
  person: string;
  person_name?: string;
  area?: string;
  cause?: string;
  assignment?: string | null;
  period_s: number;
  note?: string;
  by?: string;
  due: string;
}

/** 还好吗: they are asked, and must answer until `due`. */
export interface TimerAsked extends Entry {
  type: "TimerAsked";
  timer: string;
  person: string;
  area?: string;
  due: string;
}

/** They are well, says `by` (another one with a `reason`); they are asked again at `due`. */
export interface TimerAnswered extends Entry {
  type: "TimerAnswered";
  request?: string | null;
  timer: string;
  person: string;
  area?: string;
  by: string;
  reason?: string;
  due: string;
}

/** They did not answer: `told` know. At `due` it becomes a call for help. */
export interface TimerMissed extends Entry {
  type: "TimerMissed";
  timer: string;
  person: string;
  person_name?: string;
  area?: string;
  told?: string[];
  due: string;
}

/** Out of danger, off duty, the work is over, or it has become a call for help (`sos`). */
export interface TimerEnded extends Entry {
  type: "TimerEnded";
  request?: string | null;
  timer: string;
  person: string;
  area?: string;
  why: "off_duty" | "out" | "sos" | "work_over";
  by?: string;
  reason?: string;
}

/** 失联: nobody on duty in a grid (`area`: its code) was heard of since `since`. `people`: their names by id. */
export interface ContactLost extends Entry {
  type: "ContactLost";
  area: string;
  people: Record<string, string>;
  since: string;
  told?: string[];
  due: string;
}

/** A grid is still silent: the next tier knows; it is told again at `due`. */
export interface ContactEscalated extends Entry {
  type: "ContactEscalated";
  area: string;
  level: number;
  told?: string[];
  due: string;
}

/** A grid was heard of again: by a phone, by a report of somebody else; or nobody is on duty there any more. */
export interface ContactRegained extends Entry {
  type: "ContactRegained";
  area: string;
  how: "off_duty" | "report" | "socket";
  person?: string;
}

/** Somebody heard of a person or a grid (`about`) by other ways, said `said_by` at `said_at`; good until `until`. */
export interface ContactReported extends Entry {
  type: "ContactReported";
  request?: string | null;
  about: string;
  area: string;
  how: "phone" | "radio" | "runner";
  said_by: string;
  said_at: string;
  text?: string;
  by: string;
  by_name?: string;
  until: string;
}

/** What was reported of a person or grid is too old to count. */
export interface ContactLapsed extends Entry {
  type: "ContactLapsed";
  about: string;
  area: string;
}

/** One rung of the ladder for one person: what came of it. `about`: `offer:`, `sos:` or `rollcall:` and its id, `summons:` with the id and the how-manieth turn, or `told:` with the person and the ledger number of what they were told of upward. */
export interface RungTried extends Entry {
  type: "RungTried";
  about: string;
  person: string;
  area?: string;
  incident?: string | null;
  rung: "call" | "messenger" | "sms";
  outcome: "failed" | "sent" | "skipped";
  why?: string;
  attempts?: number;
}

/** The last rung: an operator is to telephone `leader`, who answers for `person`, whom nothing has reached. */
export interface CallAsked extends Entry {
  type: "CallAsked";
  call: string;
  about: string;
  person: string;
  person_name?: string;
  leader?: string;
  leader_name?: string;
  area?: string;
  incident?: string | null;
}

/** An operator telephoned, with what came of it. */
export interface CallDone extends Entry {
  type: "CallDone";
  request?: string | null;
  call: string;
  area?: string;
  outcome: "not_reached" | "reached";
  by: string;
  by_name?: string;
  note?: string;
}

/** What the ladder was climbed for was acknowledged, or is over: nothing more is sent, and the `calls` that were still to be made need not be. */
export interface LadderClosed extends Entry {
  type: "LadderClosed";
  about: string;
  area?: string;
  incident?: string | null;
  calls?: string[];
}

/** 延期 asked for: one more time the limit. It changes nothing until it is granted. */
export interface ExtensionAsked extends Entry {
  type: "ExtensionAsked";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
}

/** 延期 granted for the `count`th time: to be handled by `handle_by` now. */
export interface ExtensionGranted extends Entry {
  type: "ExtensionGranted";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  count: number;
  handle_by: string;
  next?: Deadline | null;
}

/** 延期 refused: the limit stays, and it does not count. */
export interface ExtensionRefused extends Entry {
  type: "ExtensionRefused";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
}

/** 挂账 asked for, until a day within a year. */
export interface SuspensionAsked extends Entry {
  type: "SuspensionAsked";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  until: string;
}

/** 挂账: the clock stands still; it resumes by itself at `until`, when `next` is due. `handler` had it. */
export interface IncidentSuspended extends Entry {
  type: "IncidentSuspended";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  until: string;
  handler?: string | null;
  handler_name?: string;
  next: Deadline;
}

/** 挂账 refused: the clock runs on. */
export interface SuspensionRefused extends Entry {
  type: "SuspensionRefused";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
}

/** The clock runs again (`by` is empty when it did so by itself), with what was left of the limit. */
export interface IncidentResumed extends Entry {
  type: "IncidentResumed";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  handle_by?: string | null;
  next: Deadline;
}

/** 反馈: what `person`, who handled it, says and shows of the result, beside what came with the steps. */
export interface FeedbackGiven extends Entry {
  type: "FeedbackGiven";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  person: string;
  note?: string;
  before?: string[];
  after?: string[];
}

/** 返工: the result was not accepted, for the `count`th time; it goes back to `person`, whose history is kept. */
export interface ReworkOrdered extends Entry {
  type: "ReworkOrdered";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  person: string;
  photos?: string[];
  count: number;
  next: Deadline;
}

/** 回退: `person` had it and says that it is not theirs, for the incident's `count`th time. The first goes back to dispatch; a later one waits for the duty leader's ruling (`ruling`), who was `told`. `passed_over`: why the duty leader of this hour could not be, so that the coordinators were told at once in their place. */
export interface IncidentReturned extends Entry {
  type: "IncidentReturned";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  person: string;
  person_name?: string;
  count: number;
  ruling?: boolean;
  told?: string[];
  passed_over?: "empty" | "off_duty" | "unreachable" | null;
  next: Deadline;
}

/** The duty leader ruled on a return: `upheld`, it was not theirs, or it was. It cannot be returned again. `instead_of`: a coordinator decided in the place of this duty leader (id), who had it at this hour. */
export interface ReturnRuled extends Entry {
  type: "ReturnRuled";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  person: string;
  upheld: boolean;
  to?: string | null;
  instead_of?: string | null;
  next: Deadline;
}

/** 作废 asked for by somebody who may not decide it. */
export interface VoidAsked extends Entry {
  type: "VoidAsked";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
}

/** 作废 refused by a watch leader: the work goes on. */
export interface VoidRefused extends Entry {
  type: "VoidRefused";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
}

/** Settled on the spot by `person`, and drawn to be verified by somebody else. */
export interface IncidentSampled extends Entry {
  type: "IncidentSampled";
  incident: string;
  person: string;
  next: Deadline;
}

/** 核查: somebody other than the handler (`person`) found the result good. `reason` is what they found. */
export interface IncidentVerified extends Entry {
  type: "IncidentVerified";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  person?: string | null;
  photos?: string[];
  sampled?: boolean;
  late?: boolean;
}

/** A closed incident is open again under its old id and number (`incident_number`), with all that is known of it: whoever did not know it needs nothing else. Dispatch begins at `next`. */
export interface IncidentReopened extends Entry {
  type: "IncidentReopened";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  reason?: string;
  why: "ordered" | "unsatisfied";
  incident_number: number;
  category: string;
  disposition: "help" | "mine" | "settled";
  priority: 1 | 2 | 3 | 4;
  reasons: string[];
  place: Spot;
  text?: string;
  photos?: string[];
  reporters?: string[];
  caller?: Caller | null;
  reports?: number;
  filed_at: string;
  last_report_at: string;
  limits?: Limits | null;
  press?: Press | null;
  referrals?: Referral[];
  loop?: Loop | null;
  need?: Need | null;
  callers?: Caller[];
  next: Deadline;
}

/** The press of a call button that an incident came from, and whose button it is. */
export interface Press {
  id: string;
  device: string;
  device_name: string;
  button: "green" | "red";
  resident: string | null;
  resident_name: string;
  pressed_at: string;
}

/** 已转: the first line was called about an incident, when and by whom, with the reference they gave. `acknowledged_at`: they took it over (签收); `closed_at`: they are done with it, with the `outcome` they told. */
export interface Referral {
  to: "110" | "119" | "120" | "12345" | "gas" | "municipal" | "power" | "water";
  reference: string;
  by: string;
  by_name: string;
  at: string;
  id: string;
  acknowledged_at: string | null;
  closed_at: string | null;
  outcome: string;
}

/** What happened to an incident in the closed loop beside the straight way. Counts never go back. `ruled`: the duty leader has ruled on a return, which cannot be returned again. `sampled`: settled on the spot, and drawn to be verified. `dispatched_at`: the first time that somebody had it. */
export interface Loop {
  asked?: Asking | null;
  suspension?: Suspension | null;
  feedback?: Feedback | null;
  rework?: Rework | null;
  extensions?: number;
  suspensions?: number;
  returns?: number;
  returned_by?: string | null;
  returned_name?: string;
  returned_why?: string;
  ruled?: boolean;
  sampled?: boolean;
  reopened?: number;
}

/** Something asked for that waits for an approver; one at a time. `until` of a suspension. */
export interface Asking {
  kind: "extension" | "suspension" | "void";
  by: string;
  by_name?: string;
  reason: string;
  at: string;
  until?: string | null;
}

/** 挂账: the clock stands still from `since` to `until`. `handler` (id) had it, `handle_by` was their limit. */
export interface Suspension {
  since: string;
  until: string;
  by: string;
  by_name?: string;
  reason: string;
  handler?: string | null;
  handler_name?: string;
  handle_by?: string | null;
}

/** 反馈: what the handler says and shows of the result. Photos are ids of uploads. */
export interface Feedback {
  note?: string;
  before?: string[];
  after?: string[];
  by?: string;
  at?: string | null;
}

/** 返工: the last time the result was not accepted, and why; `count` times in all. */
export interface Rework {
  count: number;
  reason: string;
  by: string;
  by_name?: string;
  at: string;
}

/** 督办: `to` (ids) must reply by `due`. `by` is empty when the clock ordered it. */
export interface SupervisionOrdered extends Entry {
  type: "SupervisionOrdered";
  request?: string | null;
  supervision: string;
  incident: string;
  incident_number: number;
  category: string;
  area: string;
  kind: "important" | "leader" | "overdue";
  to: string[];
  reason?: string;
  by?: string;
  by_name?: string;
  due: string;
}

/** The reply that a 督办 demands: it is answered. `took_s` seconds after it was ordered. */
export interface SupervisionReplied extends Entry {
  type: "SupervisionReplied";
  request?: string | null;
  supervision: string;
  incident: string;
  area: string;
  kind: "important" | "leader" | "overdue";
  text: string;
  by: string;
  by_name?: string;
  took_s: number;
  late?: boolean;
}

/** Nobody replied in time: `told` know, and it is told again at `due`. */
export interface SupervisionEscalated extends Entry {
  type: "SupervisionEscalated";
  supervision: string;
  incident: string;
  area: string;
  kind: "important" | "leader" | "overdue";
  level: number;
  told?: string[];
  due: string;
}

/** The incident was over before anybody replied. */
export interface SupervisionEnded extends Entry {
  type: "SupervisionEnded";
  supervision: string;
  incident: string;
  area: string;
  to: string[];
  why: "incident_closed" | "incident_voided";
}

/** 回访: whoever reported it is to be asked by `due` whether they are satisfied; then, one by one, `callers`, who telephoned about the same later. */
export interface CallBackDue extends Entry {
  type: "CallBackDue";
  incident: string;
  incident_number: number;
  category: string;
  area: string;
  handler?: string | null;
  caller?: Caller | null;
  resident?: string | null;
  callers?: Caller[];
  due: string;
}

/** 回访 made, for the `tries`th time. *Unreached* is tried again at `due`, or ends it when there is none. `asked`: who was; `then`: who is to be asked next, by `due`, when that one is done with. */
export interface CallBackMade extends Entry {
  type: "CallBackMade";
  request?: string | null;
  incident: string;
  area: string;
  outcome: "satisfied" | "unreached" | "unsatisfied";
  note?: string;
  by: string;
  by_name?: string;
  tries?: number;
  asked?: Caller | null;
  then?: Caller | null;
  due?: string | null;
}

/** Nobody called back in time: `told` know, and it is told again at `due`. */
export interface CallBackMissed extends Entry {
  type: "CallBackMissed";
  incident: string;
  area: string;
  level: number;
  told?: string[];
  due: string;
}

/** A report came from 110, 119, 120 or 12345 (`origin`, with their reference); they expect our answer by `due`. */
export interface ReportHandedOver extends Entry {
  type: "ReportHandedOver";
  handover: string;
  incident: string;
  area: string;
  origin: Origin;
  received_at: string;
  due: string;
}

/** Who handed a report over to us, and by which reference of theirs. */
export interface Origin {
  service: "110" | "119" | "120" | "12345";
  reference: string;
}

/** We answered whoever handed it over, `took_s` seconds after we received it. */
export interface HandoverAnswered extends Entry {
  type: "HandoverAnswered";
  request?: string | null;
  handover: string;
  incident: string;
  area: string;
  origin: Origin;
  note?: string;
  by: string;
  by_name?: string;
  took_s: number;
  late?: boolean;
}

/** They were not answered in time: `told` know, and it is told again at `due`. */
export interface HandoverLate extends Entry {
  type: "HandoverLate";
  handover: string;
  incident: string;
  area: string;
  origin: Origin;
  level: number;
  told?: string[];
  due: string;
}

/** Whom we referred to took it over (签收), or is done with it: `took_s` seconds after we told them. */
export interface ReferralMoved extends Entry {
  type: "ReferralMoved";
  request?: string | null;
  incident: string;
  referral: string;
  step: "acknowledged" | "closed";
  reference?: string;
  note?: string;
  by: string;
  by_name?: string;
  took_s?: number;
}

/** The limits of a category are other ones from now on (None: the built-in ones again). What is filed already keeps its own. `version` counts the category's changes. */
export interface LimitsChanged extends Entry {
  type: "LimitsChanged";
  request?: string | null;
  category: string;
  rule?: CategoryRule | null;
  version: number;
  reason?: string;
  by: string;
  by_name?: string;
}

/** All of it at once, so that a change says what holds afterwards. `filing`: by rule at once, or by the watch leader within `accept` (never of priority 1 or 2). `sample`: the share of *settled* reports that is verified, 0 to 1. `call_back`: whether whoever called is asked afterwards. */
export interface CategoryRule {
  filing: "leader" | "rule";
  accept: string;
  dispatch: string;
  arrive: string[];
  handle: string[];
  verify: string;
  verifier: "area" | "centre" | "none";
  sample: number;
  call_back: boolean;
}

/** A group of people and its patterns, as they are from now on: an older one that still counts is among them. */
export interface GroupRostered extends Entry {
  type: "GroupRostered";
  request?: string | null;
  group: string;
  kind: "grid" | "watch";
  name: string;
  area: string;
  leader?: string;
  overseer?: string;
  patterns: Pattern[];
  by?: string;
}

/** What comes back by itself, from the day `begins` (day 0 of every cycle) until the next pattern begins. */
export interface Pattern {
  begins: string;
  members: string[];
  lines: Line[];
}

/** One shift of a pattern. `cycle`: for each day of its cycle the members on it, by their place in the list of members, the leader first; an empty day has no such shift. */
export interface Line {
  shift: Shift;
  cycle: number[][];
}

/** 班次. `ends` at or before `starts` is on the next day: such a night belongs to the day it began. `need`: with fewer people there is a gap. `led`: the first seat is the duty leader's (带班领导). `rounds`: patrols. */
export interface Shift {
  name: string;
  kind: "patrol" | "standby" | "station" | "watch";
  starts: string;
  ends: string;
  need?: number;
  led?: boolean;
  rounds?: Window[];
}

/** A part of a day, such as one patrol round: local hours. */
export interface Window {
  starts: string;
  ends: string;
}

/** A group is no more; nobody is expected on its duty. */
export interface GroupDissolved extends Entry {
  type: "GroupDissolved";
  request?: string | null;
  group: string;
  area: string;
  by: string;
  reason: string;
}

/** 排班表: a group's days, written out, in the place of its pattern; `temporary` (临时排班): over everything. */
export interface PlanSet extends Entry {
  type: "PlanSet";
  request?: string | null;
  plan: string;
  group: string;
  area: string;
  first: string;
  last: string;
  shifts: Shift[];
  days: DayPlan[];
  temporary?: boolean;
  reason?: string;
  by?: string;
  due: string;
}

/** Who has a shift (by its place in the plan's `shifts`) that begins on a day, the leader first. */
export interface DayPlan {
  day: string;
  shift: number;
  people: string[];
}

/** The answer to an import: so many plans were set before it, all of them or none. */
export interface RosterImported extends Entry {
  type: "RosterImported";
  request?: string | null;
  plans: string[];
  turns: number;
  by: string;
}

/** 临时顶岗: `person` in the place of `replaces` (one more, when that is None; nobody, when `person` is None). */
export interface OverrideSet extends Entry {
  type: "OverrideSet";
  request?: string | null;
  override: string;
  group: string;
  area: string;
  starts: string;
  ends: string;
  person: string | null;
  person_name?: string;
  replaces?: string | null;
  replaces_name?: string;
  kind?: "patrol" | "standby" | "station" | "watch";
  reason?: string;
  by?: string;
}

/** A plan or an override is over, or was taken back. `kind`: where the picture holds it. */
export interface RosterItemEnded extends Entry {
  type: "RosterItemEnded";
  request?: string | null;
  kind: "overrides" | "plans";
  item: string;
  group: string;
  area: string;
  why: "over" | "withdrawn";
  by?: string;
  reason?: string;
}

/** 换班: `giver` asks `taker` to have `turn`, and offers to have `back`, if given. Unanswered at `due`, it is over. `ends`: when the later of the two shifts is. */
export interface SwapAsked extends Entry {
  type: "SwapAsked";
  request?: string | null;
  swap: string;
  area: string;
  giver: string;
  giver_name?: string;
  taker: string;
  taker_name?: string;
  turn: TurnRef;
  back?: TurnRef | null;
  reason?: string;
  ends: string;
  due: string;
}

/** One shift on one day: what two people swap. */
export interface TurnRef {
  group: string;
  day: string;
  shift: string;
}

/** The other agreed. It does not count before it is approved: `told` may do that, until `due`. */
export interface SwapAccepted extends Entry {
  type: "SwapAccepted";
  request?: string | null;
  swap: string;
  area: string;
  by: string;
  told?: string[];
  due: string;
}

/** From now on both have each other's shift. `groups`: whose roster it changes; over at `due`. */
export interface SwapApproved extends Entry {
  type: "SwapApproved";
  request?: string | null;
  swap: string;
  area: string;
  groups: string[];
  by: string;
  by_name?: string;
  due: string;
}

/** A swap came to nothing, or the shifts are over. */
export interface SwapClosed extends Entry {
  type: "SwapClosed";
  request?: string | null;
  swap: string;
  area: string;
  groups?: string[];
  why: "declined" | "expired" | "over" | "refused" | "withdrawn";
  by?: string;
  reason?: string;
}

/** 请假: `told` may approve it until `due`, when it begins. */
export interface LeaveAsked extends Entry {
  type: "LeaveAsked";
  request?: string | null;
  leave: string;
  area: string;
  person: string;
  person_name?: string;
  kind?: string;
  starts: string;
  ends: string;
  reason?: string;
  groups?: string[];
  told?: string[];
  due: string;
}

/** The person is not expected on duty while it lasts. */
export interface LeaveApproved extends Entry {
  type: "LeaveApproved";
  request?: string | null;
  leave: string;
  area: string;
  groups?: string[];
  by: string;
  by_name?: string;
  due: string;
}

/** A leave came to nothing, was taken back, or is over. */
export interface LeaveClosed extends Entry {
  type: "LeaveClosed";
  request?: string | null;
  leave: string;
  area: string;
  groups?: string[];
  why: "expired" | "over" | "refused" | "withdrawn";
  by?: string;
  reason?: string;
}

/** Whoever has the key with this SHA-256 (hex) may read the person's shifts as a calendar. */
export interface CalendarOpened extends Entry {
  type: "CalendarOpened";
  calendar: string;
  person: string;
}

/** A calendar's key is worth nothing any more. */
export interface CalendarClosed extends Entry {
  type: "CalendarClosed";
  calendar: string;
  person: string;
}

/** These people are expected now, or for another time than before; `holders`: who has the watch, if that changed. */
export interface ShiftsBegan extends Entry {
  type: "ShiftsBegan";
  group: string;
  area: string;
  stints: Stint[];
  holders?: string[] | null;
}

/** One person's part of a shift; the whole of it is over at `over_at`. `came`: when they were first there for it; `left`: when they were off, if they are; `absent`: it was told that they had not come. */
export interface Stint {
  person: string;
  name: string;
  shift: string;
  kind: "patrol" | "standby" | "station" | "watch";
  day: string;
  starts: string;
  ends: string;
  over_at: string;
  layer: "leave" | "override" | "pattern" | "swap" | "temporary";
  leads?: boolean;
  came?: string | null;
  left?: string | null;
  absent?: boolean;
}

/** 缺岗: who is not there ten minutes after the start (names by id); `told` know. */
export interface ShiftsMissed extends Entry {
  type: "ShiftsMissed";
  group: string;
  area: string;
  people: Record<string, string>;
  told?: string[];
}

/** Shifts are over: who was there from when to when. This is what attendance (考勤) is counted from. */
export interface ShiftsOver extends Entry {
  type: "ShiftsOver";
  group: string;
  area: string;
  stints: Stint[];
}

/** All gaps ahead in the group's roster, when a new one was found or one was closed; `told` know of the new. */
export interface GapsFound extends Entry {
  type: "GapsFound";
  group: string;
  area: string;
  gaps: Gap[];
  told?: string[];
}

/** What is missing from `starts` to `ends` (UTC): `have` of `need` people, on a `shift` of a `day` or on none. */
export interface Gap {
  group: string;
  area: string;
  kind: "no_leader" | "no_station" | "short" | "uncovered";
  starts: string;
  ends: string;
  shift?: string;
  day?: string | null;
  have?: number;
  need?: number;
}

/** The clock has looked after a group's duty, and looks again at `due`. */
export interface DutyWatched extends Entry {
  type: "DutyWatched";
  group: string;
  area: string;
  due: string;
}

/** 交接班 is near: `outgoing` (names by id) hand over to `incoming` at `hands_over_at`. Told again when either changes. `due`: unsigned then, it is told upward. */
export interface ReliefOpened extends Entry {
  type: "ReliefOpened";
  relief: string;
  group: string;
  area: string;
  shift: string;
  next_shift: string;
  hands_over_at: string;
  outgoing: Record<string, string>;
  incoming: Record<string, string>;
  out_leader?: string;
  in_leader?: string;
  need?: number;
  due: string;
}

/** One side signed. `unfinished`: the most urgent open incidents at that moment, of `unfinished_count`. */
export interface ReliefSigned extends Entry {
  type: "ReliefSigned";
  request?: string | null;
  relief: string;
  group: string;
  area: string;
  side: "incoming" | "outgoing";
  by: string;
  by_name: string;
  sheet: Sheet;
  unfinished?: Matter[];
  unfinished_count?: number;
}

/** 交接清单: events and results, unfinished matters, points to watch, instructions, equipment, documents (§3). */
export interface Sheet {
  events?: string;
  unfinished?: string;
  watch?: string;
  instructions?: string;
  equipment?: string;
  documents?: string;
}

/** An open incident as a handover lists it. */
export interface Matter {
  incident: string;
  number: number;
  category: string;
  priority: 1 | 2 | 3 | 4;
  status: string;
  grid: string;
}

/** The watch should have changed and nobody, or only one side, has signed: `told` know, again at `due`. */
export interface ReliefOverdue extends Entry {
  type: "ReliefOverdue";
  relief: string;
  group: string;
  area: string;
  waits_for: "incoming" | "outgoing";
  level: number;
  told?: string[];
  due: string;
}

/** Both signed: `holders` have the watch from this moment. Or the next change came first (`superseded`). */
export interface ReliefClosed extends Entry {
  type: "ReliefClosed";
  relief: string;
  group: string;
  area: string;
  why: "dissolved" | "signed" | "superseded";
  holders?: string[];
}

/** 协办: the incident needs one more person or unit beside its lead; who is asked follows. `why`: the table of needs, a handler's call for help, or an order of somebody above. `kind`: a unit's trade; without one it is a person, with these `skills`, and a leader if `leader`. `due` (UTC): when it is filled. */
export interface SlotOpened extends Entry {
  type: "SlotOpened";
  request?: string | null;
  slot: string;
  incident: string;
  part: "co" | "lead" | "look";
  why: "called" | "need" | "ordered";
  kind?: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  unit?: string | null;
  to?: string | null;
  skills?: string[];
  leader?: boolean;
  by?: string;
  reason?: string;
  due: string;
}

/** 无人可派 beside the lead: why in numbers, what is `lacking`, who was told, when it is tried again. */
export interface SlotUnfilled extends Entry {
  type: "SlotUnfilled";
  slot: string;
  incident: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  place: Spot;
  grid: string;
  part: "co" | "lead" | "look";
  tally: Tally;
  lacking?: string;
  level?: number;
  told?: string[];
  skipped?: Skip[];
  due: string;
}

/** Nobody is needed there any more: the incident is handled or over, or somebody above said so. */
export interface SlotClosed extends Entry {
  type: "SlotClosed";
  request?: string | null;
  slot: string;
  incident: string;
  why: "handled" | "incident_closed" | "incident_voided" | "reassigned" | "released";
  by?: string;
  reason?: string;
}

/** 到场核问: accepted, and not on the scene in time. Asked once; silence until `answer_by` takes it back. */
export interface ArrivalAsked extends Entry {
  type: "ArrivalAsked";
  assignment: string;
  incident: string;
  person: string;
  answer_by: string;
  next?: Deadline | null;
  slot?: string | null;
  unit?: string | null;
}

/** They are on their way, and must be there by `due`; not to be asked again. (Who cannot come has *failed*.) */
export interface ArrivalAnswered extends Entry {
  type: "ArrivalAnswered";
  request?: string | null;
  assignment: string;
  incident: string;
  person: string;
  by?: string;
  reason?: string;
  due: string;
  next?: Deadline | null;
  slot?: string | null;
  unit?: string | null;
}

/** The day of somebody who came on duty: `need` rounds, and `visits` to these people (ids of the registry), until `due` (UTC). `day`: the person's id and the district's date; `area`: their grid. */
export interface DayOpened extends Entry {
  type: "DayOpened";
  day: string;
  person: string;
  person_name?: string;
  area: string;
  date: string;
  need: number;
  visits?: string[];
  due: string;
}

/** 巡查开始. `began_at`: as the phone says. */
export interface RoundStarted extends Entry {
  type: "RoundStarted";
  request?: string | null;
  day: string;
  round: string;
  person: string;
  area: string;
  spot?: Spot | null;
  began_at: string;
}

/** 巡查结束, `lasted_s` seconds after it began; `short`: less than a round is to last. */
export interface RoundFinished extends Entry {
  type: "RoundFinished";
  request?: string | null;
  day: string;
  round: string;
  person: string;
  area: string;
  spot?: Spot | null;
  over_at: string;
  lasted_s: number;
  short?: boolean;
}

/** 走访: `person` was at `resident`'s door. `day`: whose list they were on; `care`: the order it fulfils, if any. */
export interface VisitRecorded extends Entry {
  type: "VisitRecorded";
  request?: string | null;
  visit: string;
  day?: string | null;
  care?: string | null;
  person: string;
  area: string;
  resident: string;
  outcome: "absent" | "concern" | "well";
  note?: string;
  spot?: Spot | null;
  at_door: string;
}

/** 特殊关照: everybody in special need in `area` is to be looked after until `due`. `visits`: person → residents. */
export interface CareOrdered extends Entry {
  type: "CareOrdered";
  request?: string | null;
  care: string;
  area: string;
  why: "cold" | "heat" | "other" | "storm";
  reason?: string;
  visits: Record<string, string[]>;
  by: string;
  by_name?: string;
  due: string;
}

/** All were looked after, or the time is up with `missed` (person → residents), and `told` know. */
export interface CareClosed extends Entry {
  type: "CareClosed";
  care: string;
  area: string;
  missed?: Record<string, string[]>;
  told?: string[];
}

/** The day is over: what was done, and what was not: `told` (the group's leader) know of that. `short`: rounds that did not last long enough; `missed`: residents who were not visited. */
export interface DayEnded extends Entry {
  type: "DayEnded";
  day: string;
  person: string;
  person_name?: string;
  area: string;
  date: string;
  need: number;
  rounds: number;
  short?: number;
  visits?: number;
  missed?: string[];
  told?: string[];
}

/** 傍晚: a community's leaders (`told`) hear who is behind, and who is on nobody's list. */
export interface EveningTold extends Entry {
  type: "EveningTold";
  area: string;
  date: string;
  behind?: Behind[];
  unattended?: Unattended[];
  told?: string[];
}

/** A worker whose day is not done: so many of the `need` rounds, and `visits` still to be made. */
export interface Behind {
  person: string;
  name: string;
  grid: string;
  rounds: number;
  need: number;
  visits: number;
}

/** Somebody in special need who is to be visited and whose worker did not come on duty: on nobody's list. `resident`: their id in the registry; no name is told. */
export interface Unattended {
  resident: string;
  kind: "disabled" | "empty_nest" | "living_alone" | "low_income" | "pregnant";
  grid: string;
  worker: string;
  worker_name: string;
}

/** The evening's look of this date is done; what the communities in `over` heard before is over. */
export interface EveningLooked extends Entry {
  type: "EveningLooked";
  area: string;
  date: string;
  over?: string[];
}

/** 专业部门: a unit exists, or is changed to this. What is offered to it goes to the desk accounts that name it. `areas`: codes; `categories`: only these, or all that its kind repairs; `opens`, `closes`: hours of the district's time ("08:00") in which its desk is manned, round the clock without them; past midnight when `closes` is earlier. `desks`: the accounts of its desk from now on, if that is said; `released`: those that are no longer. */
export interface UnitRegistered extends Entry {
  type: "UnitRegistered";
  request?: string | null;
  unit: string;
  name: string;
  name_en?: string;
  kind: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water";
  areas: string[];
  categories?: string[];
  opens?: string | null;
  closes?: string | null;
  active?: boolean;
  by?: string;
  desks?: string[] | null;
  released?: string[];
}

/** A category needs something else from now on (None: the built-in need again). What is filed keeps its own. */
export interface NeedChanged extends Entry {
  type: "NeedChanged";
  request?: string | null;
  category: string;
  need?: CategoryNeed | null;
  version: number;
  reason?: string;
  by: string;
  by_name?: string;
}

/** All of it at once, so that a change says what holds afterwards. `repairs`: the trade of the unit that leads, None: the grid's own people; `look`: a grid worker looks, guards and guides beside it. `by_priority`: 1 to 4. */
export interface CategoryNeed {
  repairs: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  look: boolean;
  by_priority: PriorityNeed[];
}

/** At one priority. `people`: the lead and so many less one beside it; `skills`: of one of them; `leader`: one of them may lead others. `one_click`: an operator picks who leads; if nobody does in time it goes by itself. */
export interface PriorityNeed {
  people?: number;
  skills?: string[];
  leader?: boolean;
  one_click?: boolean;
}

/** 已阅, 我来处理: somebody of a tier has it in hand. Nothing more rings for it until `until` (UTC). */
export interface EscalationSeen extends Entry {
  type: "EscalationSeen";
  request?: string | null;
  incident: string;
  by: string;
  by_name?: string;
  level: number;
  until: string;
  next?: Deadline | null;
}

/** 分流: a desk sent the matter back to the grid, to a unit, or up to the next tier, with a reason. What is asked of whom follows. `grid`: whose people are asked first, if it is not the grid it lies in. */
export interface IncidentRouted extends Entry {
  type: "IncidentRouted";
  request?: string | null;
  incident: string;
  to: "grid" | "unit" | "up";
  tier: "community" | "district" | "grid" | "street";
  level?: number;
  unit?: string | null;
  grid?: string | null;
  told?: string[];
  by: string;
  by_name?: string;
  reason: string;
  next?: Deadline | null;
}

/** 催办: somebody above asks those at work to get on with it. */
export interface IncidentUrged extends Entry {
  type: "IncidentUrged";
  request?: string | null;
  incident: string;
  people: string[];
  by: string;
  by_name?: string;
  reason: string;
}

/** A warning (CAP Alert or Update) that concerns the district. `area`: the district or the part of it that all `areas` (division codes) lie in. `key`: who sent it under which identifier; `digest`: of the whole message. `references`: keys that an update replaces, of which `replaces` (ids) were known; `state`: not `active` when it came after the message that ended it. `hazard`: of our table of event codes, `other` if the code is not in it. `counts`: an exercise's, in that exercise: there it is as good as actual. */
export interface WarningReceived extends Entry {
  type: "WarningReceived";
  request?: string | null;
  warning: string;
  area: string;
  areas: string[];
  key: string;
  sender: string;
  identifier: string;
  sent: string;
  status: "Actual" | "Draft" | "Exercise" | "System" | "Test";
  counts?: boolean;
  update?: boolean;
  code?: string;
  hazard: string;
  colour?: "blue" | "orange" | "red" | "yellow" | null;
  notice?: "grade1" | "grade2" | "grade3" | "grade4" | null;
  urgency?: string;
  severity?: string;
  certainty?: string;
  zh?: WarningWords | null;
  en?: WarningWords | null;
  onset?: string | null;
  expires: string;
  references?: string[];
  replaces?: string[];
  state?: "active" | "cancelled" | "updated";
  ended_by?: string;
  digest: string;
  source: "hand" | "poll" | "push";
  by?: string;
  by_name?: string;
}

/** What a warning says in one language. */
export interface WarningWords {
  event: string;
  headline?: string;
  description?: string;
  instruction?: string;
  sender_name?: string;
}

/** A CAP Cancel: `warnings` (ids) hold no longer; it is remembered until `until`, for those that come after it. */
export interface WarningCancelled extends Entry {
  type: "WarningCancelled";
  request?: string | null;
  cancel: string;
  area: string;
  key: string;
  sender: string;
  identifier: string;
  sent: string;
  status: "Actual" | "Draft" | "Exercise" | "System" | "Test";
  references: string[];
  warnings?: string[];
  note?: string;
  until: string;
  digest: string;
  source: "hand" | "poll" | "push";
  by?: string;
  by_name?: string;
}

/** A warning's time is over, in whatever state it was. */
export interface WarningExpired extends Entry {
  type: "WarningExpired";
  warning: string;
  area: string;
  state?: "active" | "cancelled" | "updated";
}

/** Nothing that a cancellation speaks of can come any more. */
export interface CancelForgotten extends Entry {
  type: "CancelForgotten";
  cancel: string;
  area: string;
}

/** A response level is proposed, no more: people decide. `level` None: back to the normal policy. `instead`: the open proposal that it takes the place of; `told`: who can decide; `due`: unanswered then, it goes up. */
export interface ProposalMade extends Entry {
  type: "ProposalMade";
  proposal: string;
  area: string;
  hazard: string;
  level: 1 | 2 | 3 | 4 | null;
  reasons?: ProposalReason[];
  instead?: string | null;
  told?: string[];
  due: string;
}

/** Why a level is proposed: a warning in force with its colour or grade, what the table says, and whence. */
export interface ProposalReason {
  warning: string;
  hazard: string;
  colour?: "blue" | "orange" | "red" | "yellow" | null;
  notice?: "grade1" | "grade2" | "grade3" | "grade4" | null;
  level: 1 | 2 | 3 | 4;
  source?: string;
}

/** Nobody has answered a proposal, or what was taken up was not done: it is told again, to more. */
export interface ProposalEscalated extends Entry {
  type: "ProposalEscalated";
  proposal: string;
  area: string;
  times: number;
  told: string[];
  due: string;
}

/** Somebody takes it up: they prepare the switch, and must have switched by `due`. */
export interface ProposalTaken extends Entry {
  type: "ProposalTaken";
  request?: string | null;
  proposal: string;
  area: string;
  by: string;
  by_name?: string;
  due: string;
}

/** A proposal is over: dismissed by somebody with a reason, done (the level is in force), or lapsed with its warnings. */
export interface ProposalClosed extends Entry {
  type: "ProposalClosed";
  request?: string | null;
  proposal: string;
  area: string;
  why: "dismissed" | "done" | "lapsed";
  by?: string;
  by_name?: string;
  reason?: string;
}

/** Somebody wrote what the public is to be told. `refers`: the bulletin that an update or a cancellation is about; `due`: unreleased then, it is told again; `expires`: until when it holds. */
export interface BulletinDrafted extends Entry {
  type: "BulletinDrafted";
  request?: string | null;
  bulletin: string;
  area: string;
  areas: string[];
  kind: "alert" | "cancel" | "update";
  status: "Actual" | "Exercise";
  hazard: string;
  urgency: "Expected" | "Future" | "Immediate" | "Past" | "Unknown";
  severity: "Extreme" | "Minor" | "Moderate" | "Severe" | "Unknown";
  certainty: "Likely" | "Observed" | "Possible" | "Unknown" | "Unlikely";
  zh: PublicWords;
  en?: PublicWords | null;
  refers?: string | null;
  expires: string;
  by: string;
  by_name?: string;
  told?: string[];
  due: string;
}

/** What the public is told in one language. */
export interface PublicWords {
  event: string;
  headline: string;
  description?: string;
  instruction?: string;
}

/** One of the two who must release it agrees. */
export interface BulletinSigned extends Entry {
  type: "BulletinSigned";
  request?: string | null;
  bulletin: string;
  area: string;
  by: string;
  by_name?: string;
}

/** The second agrees: it is public from now on. `references`: CAP triples of what it updates or cancels; `ends`: the bulletin (id) that holds no longer. */
export interface BulletinReleased extends Entry {
  type: "BulletinReleased";
  request?: string | null;
  bulletin: string;
  area: string;
  identifier: string;
  sender: string;
  sender_name?: string;
  sent: string;
  references?: string[];
  ends?: string | null;
  by: string;
  by_name?: string;
}

/** A draft is not released: somebody dropped it with a reason, or its time was over. */
export interface BulletinDropped extends Entry {
  type: "BulletinDropped";
  request?: string | null;
  bulletin: string;
  area: string;
  why: "dropped" | "lapsed";
  by?: string;
  by_name?: string;
  reason?: string;
}

/** A draft that nobody has released: told again. */
export interface BulletinWaits extends Entry {
  type: "BulletinWaits";
  bulletin: string;
  area: string;
  times: number;
  told: string[];
  due: string;
}

/** A released bulletin's time is over: it leaves the public feed. */
export interface BulletinOver extends Entry {
  type: "BulletinOver";
  bulletin: string;
  area: string;
}

/** 转移令: everybody on the lists of `area` is to be safe until `due` (UTC); `people` on them now, by heads. */
export interface EvacuationOpened extends Entry {
  type: "EvacuationOpened";
  request?: string | null;
  evacuation: string;
  area: string;
  title?: string;
  reason?: string;
  people?: number;
  by: string;
  by_name?: string;
  due?: string | null;
}

/** People came on the list of a grid (`area`). A line's code on paper follows from the fact's number and the entry's place in `people`. */
export interface EvacueesListed extends Entry {
  type: "EvacueesListed";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  people: Listed[];
  by: string;
}

/** One entry of a list: a person, or the `heads` of a household. `worker`: the grid worker named for them. */
export interface Listed {
  id: string;
  source: "hand" | "household" | "need" | "walk_in";
  heads?: number;
  need?: string;
  worker?: string;
}

/** Who they are. It goes to the ledger and its table, and to no screen. */
export interface EvacueesNamed extends Entry {
  type: "EvacueesNamed";
  evacuation: string;
  area: string;
  people: Particulars[];
}

/** Who an entry of a list is. `grid`: 15 digits; `building`: its id in the registry. */
export interface Particulars {
  id: string;
  grid: string;
  name: string;
  phone?: string;
  address?: string;
  building?: string;
}

/** 投亲靠友: with whom they stay. It goes where `EvacueesNamed` goes. */
export interface RelativeNamed extends Entry {
  type: "RelativeNamed";
  evacuation: string;
  area: string;
  evacuee: string;
  name?: string;
  phone: string;
  address: string;
}

/** `worker` answers for these from now on. */
export interface EvacueesAssigned extends Entry {
  type: "EvacueesAssigned";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuees: string[];
  worker: string;
  worker_name?: string;
  by: string;
}

/** Somebody should never have been on the list. */
export interface EvacueeRemoved extends Entry {
  type: "EvacueeRemoved";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  reason: string;
  by: string;
}

/** Who an entry is was written down wrongly: what is right stands in the `EvacueesNamed` beside it. `was`: the heads before. */
export interface EvacueeAmended extends Entry {
  type: "EvacueeAmended";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads: number;
  was: number;
  shelter?: string | null;
  by: string;
  by_name?: string;
  reason?: string;
}

/** 已通知. */
export interface EvacueeTold extends Entry {
  type: "EvacueeTold";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
}

/** 已转移: on the way to `shelter`, to be there until `arrive_by` (UTC), or to a relative. `left`: the shelter they were at or on the way to before; `over`: why although it is full. */
export interface EvacueeMoved extends Entry {
  type: "EvacueeMoved";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
  whither: "relative" | "shelter";
  shelter?: string | null;
  left?: string | null;
  arrive_by?: string | null;
  over?: string;
}

/** 拒绝转移, with the reason; `told` know of it. */
export interface EvacueeRefused extends Entry {
  type: "EvacueeRefused";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
  reason: string;
  signed: "photo" | "signature" | "unsigned";
  photos?: string[];
  left?: string | null;
  told?: string[];
}

/** 已安置: registered at the door of `shelter`. `left`: the shelter they were at, or expected at, if another. */
export interface EvacueeArrived extends Entry {
  type: "EvacueeArrived";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
  shelter: string;
  left?: string | null;
  over?: string;
}

/** 已返回. */
export interface EvacueeReturned extends Entry {
  type: "EvacueeReturned";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
  left?: string | null;
}

/** What was recorded (`was`) was wrong: this is so, and why that is known. */
export interface EvacueeCorrected extends Entry {
  type: "EvacueeCorrected";
  request?: string | null;
  evacuation: string;
  movelist: string;
  area: string;
  evacuee: string;
  heads?: number;
  by: string;
  by_name?: string;
  happened_at: string;
  paper?: boolean;
  spot?: Spot | null;
  note?: string;
  was: "arrived" | "moved" | "refused" | "returned" | "to_move" | "told";
  to: "arrived" | "moved" | "refused" | "returned" | "to_move" | "told";
  whither?: "relative" | "shelter" | null;
  shelter?: string | null;
  left?: string | null;
  arrive_by?: string | null;
  reason: string;
}

/** Moved, but not arrived in time: `told` know. They are told again at `due` (UTC). */
export interface ArrivalsMissing extends Entry {
  type: "ArrivalsMissing";
  evacuation: string;
  movelist: string;
  area: string;
  evacuees: string[];
  heads: number;
  level: number;
  told?: string[];
  due: string;
}

/** The time by which everybody was to be safe has passed. `left`: grid → heads not safe yet, none when all are. */
export interface EvacuationOverdue extends Entry {
  type: "EvacuationOverdue";
  evacuation: string;
  area: string;
  left: Record<string, number>;
  level: number;
  told?: string[];
  due?: string | null;
}

/** It is over: its `lists` leave the picture. `tally`: heads by status; `away`: entries not accounted for, with the `reason` why it was closed all the same. `shelters`: where somebody was still registered. */
export interface EvacuationClosed extends Entry {
  type: "EvacuationClosed";
  request?: string | null;
  evacuation: string;
  area: string;
  lists: string[];
  shelters?: string[];
  tally: Record<string, number>;
  away?: number;
  reason?: string;
  by: string;
  by_name?: string;
}

/** A shelter, or what changed about it. `area`: its grid; `keepers`: the accounts that register who comes; WGS84. */
export interface ShelterSet extends Entry {
  type: "ShelterSet";
  request?: string | null;
  shelter: string;
  area: string;
  name: string;
  address?: string;
  lat: number;
  lon: number;
  capacity: number;
  contact_name?: string;
  contact_phone?: string;
  keepers?: string[];
  by: string;
}

/** A head count: `counted` were there, `listed` are registered; `told` know if it differs. */
export interface ShelterCounted extends Entry {
  type: "ShelterCounted";
  request?: string | null;
  shelter: string;
  area: string;
  counted: number;
  listed: number;
  note?: string;
  by: string;
  by_name?: string;
  happened_at: string;
  told?: string[];
}

/** Nobody is sent there any more. */
export interface ShelterClosed extends Entry {
  type: "ShelterClosed";
  request?: string | null;
  shelter: string;
  area: string;
  reason?: string;
  by: string;
}

/** An operator has entered a track: a coordinator (`told`, ids) is to confirm it. Until then nothing goes by it. */
export interface StormProposed extends Entry {
  type: "StormProposed";
  request?: string | null;
  storm: string;
  version: number;
  code: string;
  name?: string;
  name_en?: string;
  agency: string;
  averaging: "1-min" | "10-min" | "2-min" | "3-min";
  issued_at: string;
  points: TrackPoint[];
  source?: "csv" | "exercise" | "feed" | "form" | "json";
  pace?: number;
  by?: string;
  by_name?: string;
  due?: string | null;
  told?: string[];
  answer_by: string;
}

/** The storm at a moment. `wind_ms`: the greatest mean wind near the centre; None only of a depression (TD, L) for which the agency gives none. `forecast`: said beforehand. */
export interface TrackPoint {
  at: string;
  lat: number;
  lon: number;
  wind_ms?: number | null;
  pressure_hpa?: number | null;
  grade?: string;
  circles?: Circle[];
  sides?: SideRadius[];
  forecast?: boolean;
}

/** 风圈: how far winds of a force reach in each quadrant, km. None: not known. */
export interface Circle {
  force: 7 | 10 | 12;
  ne?: number | null;
  se?: number | null;
  sw?: number | null;
  nw?: number | null;
}

/** JMA's way: winds of so many knots reach `long_km` to one side and `short_km` to the other (`SYM`: all alike). 50 kn are 25.7 m/s and 30 kn 15.4 m/s: near the lower bounds of force 10 (24.5) and 7 (13.9), and not the same. */
export interface SideRadius {
  knots: 30 | 50;
  toward: "E" | "N" | "NE" | "NW" | "S" | "SE" | "SW" | "SYM" | "W";
  long_km: number;
  short_km: number;
}

/** From now on everything goes by this track. `proposed_by`: the name of the operator who entered it, if one did. */
export interface StormTracked extends Entry {
  type: "StormTracked";
  request?: string | null;
  storm: string;
  version: number;
  code: string;
  name?: string;
  name_en?: string;
  agency: string;
  averaging: "1-min" | "10-min" | "2-min" | "3-min";
  issued_at: string;
  points: TrackPoint[];
  source?: "csv" | "exercise" | "feed" | "form" | "json";
  pace?: number;
  by?: string;
  by_name?: string;
  due?: string | null;
  proposed_by?: string;
}

/** A proposed version was not confirmed, with the reason. */
export interface StormRejected extends Entry {
  type: "StormRejected";
  request?: string | null;
  storm: string;
  version: number;
  reason: string;
  by: string;
  by_name?: string;
}

/** The storm concerns the district no longer. `by` is empty when its track was over for a day. */
export interface StormEnded extends Entry {
  type: "StormEnded";
  request?: string | null;
  storm: string;
  reason?: string;
  by?: string;
  by_name?: string;
}

/** The clock has looked and nothing changed; it looks again at `due`. `told`: who hears again of a proposal (`version`) that waits, until `answer_by`. */
export interface StormWatched extends Entry {
  type: "StormWatched";
  storm: string;
  due?: string | null;
  version?: number;
  told?: string[];
  answer_by?: string | null;
}

/** 停止室外派遣: modelled winds of the peak's `force` are about to reach these grids (code → until when; None: not known). Nobody is sent outdoors there. `out`: who has work there all the same, and should take shelter. */
export interface OutdoorPeakBegan extends Entry {
  type: "OutdoorPeakBegan";
  storm: string;
  force: number;
  grids: Record<string, string | null>;
  out?: StillOut[];
  due?: string | null;
}

/** Somebody who has work outdoors in a grid as its peak begins. */
export interface StillOut {
  person: string;
  person_name: string;
  incident: string;
  grid: string;
  status: string;
}

/** The peak has passed, or somebody lifted it in `area` (`by`, with a `reason`): what was held is worked off. */
export interface OutdoorPeakOver extends Entry {
  type: "OutdoorPeakOver";
  request?: string | null;
  storm: string;
  grids: string[];
  area?: string;
  by?: string;
  by_name?: string;
  reason?: string;
  due?: string | null;
}

/** 暂缓外派: people first. Nobody is sent to the incident before the peak in its grid is over (`until`; None: not known); it is looked at again at its `next` deadline, the more urgent the sooner. */
export interface DispatchHeld extends Entry {
  type: "DispatchHeld";
  incident: string;
  category: string;
  priority: 1 | 2 | 3 | 4;
  place: Spot;
  grid: string;
  storm: string;
  until?: string | null;
  next: Deadline;
}

/** A coordinator sends people outdoors at the peak, for a life, with a reason: on the record, and told loudly. */
export interface OutdoorOverridden extends Entry {
  type: "OutdoorOverridden";
  request?: string | null;
  incident: string;
  storm: string;
  grid: string;
  priority: 1 | 2 | 3 | 4;
  by: string;
  by_name?: string;
  reason: string;
  told?: string[];
  next: Deadline;
}

/** 叫应: these people (by id) are called. `ref`: what for (a storm, a list, a proposal, a report); `due`: silence goes up then, None: whatever it is about has a deadline of its own. `priority`: the ladder's pace. */
export interface PeopleSummoned extends Entry {
  type: "PeopleSummoned";
  summons: string;
  kind: "arrivals" | "contact" | "handin" | "missed" | "outdoors" | "proposal" | "recall" | "sitrep";
  ref: string;
  area: string;
  priority: number;
  people: Record<string, Summoned>;
  due?: string | null;
}

/** Somebody who is called. `about`: of whom or what they are asked (ids), none: of themselves. `area`: where they are. `rungs`: of the ladder, besides the socket. `more`: they were called already, and are asked about more now. */
export interface Summoned {
  name: string;
  area?: string;
  incident?: string | null;
  about?: string[];
  rungs?: ("call" | "messenger" | "sms")[];
  more?: boolean;
}

/** Nobody answered for `missing`: `people` are called besides, or anew; `told` know; and again at `due`. `named`: the names of those whom they are asked about, called before: a phone that joins now has not heard of them. */
export interface SummonsWidened extends Entry {
  type: "SummonsWidened";
  summons: string;
  kind: "arrivals" | "contact" | "handin" | "missed" | "outdoors" | "proposal" | "recall" | "sitrep";
  ref: string;
  area: string;
  people?: Record<string, Summoned>;
  missing?: string[];
  level: number;
  told?: string[];
  due?: string | null;
  named?: Record<string, string>;
}

/** Somebody was heard of: by themselves, or by `by`, who says why they know. */
export interface SummonsAnswered extends Entry {
  type: "SummonsAnswered";
  request?: string | null;
  summons: string;
  kind: "arrivals" | "contact" | "handin" | "missed" | "outdoors" | "proposal" | "recall" | "sitrep";
  area: string;
  person: string;
  word: "came" | "cannot" | "coming" | "indoors" | "off_duty" | "seen";
  by: string;
  by_name?: string;
  reason?: string;
}

/** Everybody was heard of (`answered`), or what it was about is over; `missing` were never heard of. */
export interface SummonsEnded extends Entry {
  type: "SummonsEnded";
  summons: string;
  kind: "arrivals" | "contact" | "handin" | "missed" | "outdoors" | "proposal" | "recall" | "sitrep";
  area: string;
  why: "answered" | "over";
  missing?: string[];
}

/** Somebody wrote another version of a plan. It holds when a second coordinator publishes it. `base`: the version it was made from, 0 for a plan that is new. */
export interface ResponsePlanDrafted extends Entry {
  type: "ResponsePlanDrafted";
  request?: string | null;
  response_plan: string;
  base: number;
  content: ResponsePlan;
  reason?: string;
  by: string;
  by_name?: string;
}

/** 预案, one version of it. `levels`: all four, from Ⅳ to Ⅰ. `triggers`: the level that a warning's colour proposes; a table of the plan, since practices differ [D]. */
export interface ResponsePlan {
  id: string;
  version?: number;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  name: Words;
  triggers?: Record<string, 1 | 2 | 3 | 4>;
  levels: Layer[];
}

/** A sentence in both languages. */
export interface Words {
  zh: string;
  en?: string;
}

/** What one level adds to, or tightens of, the levels below it. What is left out is as below. `answer`, `arrive`, `handle` by priority, `verify`: at most so long, counted day and night. `raised`: the priority a category has at least. `helpers`: skill → categories that volunteers and assistants with it are sent to. `two_person`: kinds to which nobody goes alone. `rounds` a day of at least `round_least` each. `report_every`: the figures go up so often, for the first time within `report_first` of the switch. `messages`: what is said to `worker`, `supervisor`, `operator` and `public`. */
export interface Layer {
  level: 1 | 2 | 3 | 4;
  ordered_by?: ("commander" | "deputy" | "secretary")[];
  answer?: string[] | null;
  arrive?: string[] | null;
  handle?: string[] | null;
  verify?: string | null;
  raised?: Record<string, 1 | 2 | 3 | 4>;
  pool?: "grid" | "on_shift" | "recalled" | "volunteers" | null;
  recall_within?: string | null;
  helpers?: Record<string, string[]>;
  two_person?: string[];
  rounds?: number | null;
  round_least?: string | null;
  report_every?: string | null;
  report_first?: string | null;
  hold?: OutdoorHold | null;
  tasks?: TaskTemplate[];
  messages?: Record<string, Words>;
  wall?: ("contact" | "moving" | "recall" | "shelters" | "storm" | "tasks")[];
  not_done?: ("call_back" | "leader_filing" | "one_click" | "patrol" | "routine" | "sampling" | "visits")[];
}

/** 人员第一: nobody is sent outdoors at the storm's peak, which is while winds of `force` blow at the grid. What endangers a life can be ordered all the same. */
export interface OutdoorHold {
  force?: 7 | 10 | 12;
}

/** A task for each grid. Due `lead_minutes` before winds of `force` may arrive there; while nobody knows when that is, or without a `force`, `within` after the switch. `photo`: it is done only with one. */
export interface TaskTemplate {
  id: string;
  kind: "drains" | "houses" | "other" | "people" | "scaffolding" | "search" | "shelter" | "signboards" | "vehicles";
  title: Words;
  force?: 7 | 10 | 12 | null;
  lead_minutes?: number;
  within?: string;
  photo?: boolean;
}

/** 预案 published by two people. What is in force stays the version it was switched with. */
export interface ResponsePlanPublished extends Entry {
  type: "ResponsePlanPublished";
  request?: string | null;
  response_plan: string;
  content: ResponsePlan;
  reason?: string;
  by: string;
  by_name?: string;
  second: string;
  second_name?: string;
}

/** A drafted version came to nothing. */
export interface ResponsePlanDropped extends Entry {
  type: "ResponsePlanDropped";
  request?: string | null;
  response_plan: string;
  why: "rejected" | "withdrawn";
  reason?: string;
  by: string;
  by_name?: string;
}

/** The city's or province's headquarters ordered a level; 0: it ended its response. Ours may not be lower without a reason. */
export interface SuperiorOrdered extends Entry {
  type: "SuperiorOrdered";
  request?: string | null;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  order: Order;
  by: string;
  by_name?: string;
}

/** The order behind a switch: who issued it, under which number, when (UTC). */
export interface Order {
  issuer: string;
  number?: string;
  at: string;
}

/** Somebody proposes a switch, with the order behind it. `mode_version`: the switch it was made after. Unanswered at `due` it is told again; at `expires_at` it is over. */
export interface SwitchProposed extends Entry {
  type: "SwitchProposed";
  request?: string | null;
  proposal: string;
  response_plan: string;
  plan_version: number;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  mode_version: number;
  order: Order;
  reason?: string;
  review_at?: string | null;
  below_reason?: string;
  by: string;
  by_name?: string;
  told?: string[];
  due: string;
  expires_at: string;
}

/** Nobody decided: `told` know that, and it is told again at `due`. */
export interface SwitchEscalated extends Entry {
  type: "SwitchEscalated";
  proposal: string;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  times: number;
  told?: string[];
  due: string;
}

/** A proposed switch is over. `superseded`: by a graver proposal; `overtaken`: another switch came first. */
export interface SwitchClosed extends Entry {
  type: "SwitchClosed";
  request?: string | null;
  proposal: string;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  why: "approved" | "expired" | "overtaken" | "refused" | "superseded" | "withdrawn";
  reason?: string;
  by?: string;
  by_name?: string;
  told?: string[];
}

/** The level is another one from now on; 0: the response has ended. `overlay`: all that lies over normal policy. `by` proposed, `second` decided; `alone`: one person did both in an emergency, to be countersigned until `countersign_by`. `recalled`: who is called in (id → name), to be there until `recall_by`. `below_reason`: why it is lower than the superior's. `told`: everybody whose phone must say so. */
export interface ModeSwitched extends Entry {
  type: "ModeSwitched";
  request?: string | null;
  version: number;
  level: 0 | 1 | 2 | 3 | 4;
  was: 0 | 1 | 2 | 3 | 4;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  response_plan: string;
  plan_version: number;
  overlay?: Overlay | null;
  order?: Order | null;
  reason?: string;
  review_at?: string | null;
  below_reason?: string;
  proposal?: string | null;
  by: string;
  by_name?: string;
  second?: string;
  second_name?: string;
  alone?: boolean;
  countersign_by?: string | null;
  recalled?: Record<string, string>;
  recall_by?: string | null;
  told?: string[];
}

/** What lies over the normal policy: a plan's layers from Ⅳ up to `level`, laid on each other. The members are a layer's. `sources`: for each value that is set (`answer.1`, `raised.event.0406`, `pool` …) the level it came from. It is kept whole, so that a later version of the plan changes nothing that is in force. */
export interface Overlay {
  plan: string;
  version: number;
  name: Words;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: number;
  answer?: string[] | null;
  arrive?: string[] | null;
  handle?: string[] | null;
  verify?: string | null;
  raised?: Record<string, 1 | 2 | 3 | 4>;
  pool?: "grid" | "on_shift" | "recalled" | "volunteers" | null;
  recall_within?: string | null;
  helpers?: Record<string, string[]>;
  two_person?: string[];
  rounds?: number | null;
  round_least?: string | null;
  report_every?: string | null;
  report_first?: string | null;
  hold?: OutdoorHold | null;
  tasks?: LevelTask[];
  messages?: Record<string, Words>;
  wall?: ("contact" | "moving" | "recall" | "shelters" | "storm" | "tasks")[];
  not_done?: ("call_back" | "leader_filing" | "one_click" | "patrol" | "routine" | "sampling" | "visits")[];
  sources?: Record<string, number>;
}

/** A task template with the level that brought it. */
export interface LevelTask {
  template: TaskTemplate;
  level: number;
}

/** One more piece of what a switch means for what is open: incidents filed up to `upto_number` are re-timed, grids up to `upto_grid` have their tasks. `due`: when the next piece is; None when all of it is done. */
export interface SwitchCarriedOn extends Entry {
  type: "SwitchCarriedOn";
  version: number;
  upto_number: number;
  upto_grid?: string;
  due?: string | null;
}

/** The wind is expected at other times: from `due` on the grids' tasks are timed anew, piece by piece. */
export interface TasksReconsidered extends Entry {
  type: "TasksReconsidered";
  version: number;
  due: string;
}

/** An open incident under a graver level: its priority, its limits and the deadlines that run, never later than before. What is None is as before. `slots`: places beside the lead → when they are due now. */
export interface IncidentRetimed extends Entry {
  type: "IncidentRetimed";
  incident: string;
  category: string;
  grid: string;
  priority: 1 | 2 | 3 | 4;
  raised?: boolean;
  reasons?: string[];
  version: number;
  limits?: Limits | null;
  handle_by?: string | null;
  next?: Deadline | null;
  slots?: Record<string, string>;
}

/** Somebody looked whether the level is still right: it is, until the next review. */
export interface ModeReviewed extends Entry {
  type: "ModeReviewed";
  request?: string | null;
  version: number;
  review_at: string;
  reason?: string;
  by: string;
  by_name?: string;
}

/** The time of review has passed and nobody looked: `told` know, and again at `due`. */
export interface ModeReviewDue extends Entry {
  type: "ModeReviewDue";
  version: number;
  level: number;
  times: number;
  told?: string[];
  due: string;
}

/** 补签: a second person, whom the level allows, stands by what one did alone. */
export interface ModeCountersigned extends Entry {
  type: "ModeCountersigned";
  request?: string | null;
  version: number;
  by: string;
  by_name?: string;
}

/** What one person did alone is not countersigned in time: `told` know, and again at `due`. */
export interface CountersignMissed extends Entry {
  type: "CountersignMissed";
  version: number;
  level: number;
  times: number;
  told?: string[];
  due: string;
}

/** Somebody who was called in is on duty now. */
export interface RecalledCame extends Entry {
  type: "RecalledCame";
  person: string;
}

/** Who was called in and has not come, by id: `told` know, and again at `due`. */
export interface RecallMissed extends Entry {
  type: "RecallMissed";
  missing: string[];
  level: number;
  told?: string[];
  due: string;
}

/** Everybody who was called in has come, or the level does not ask for it any more. */
export interface RecallEnded extends Entry {
  type: "RecallEnded";
  why: "complete" | "stood_down";
  missing?: string[];
}

/** A grid has these tasks besides those it has. `people`: its workers (ids), any of whom may do them; `told`: who leads them, when none of them is on duty. */
export interface GridTasksSet extends Entry {
  type: "GridTasksSet";
  area: string;
  version: number;
  tasks: GridTask[];
  people?: string[];
  told?: string[];
  due?: string | null;
}

/** A task of one grid. `id`: its template's. `timed`: due before the wind arrives, not only some time after the switch. `line`: what the code beside it on paper stands for; `set_at`: when it was set (UTC), from when on it can have been done; `paper`: its being done was entered from paper. */
export interface GridTask {
  id: string;
  kind: "drains" | "houses" | "other" | "people" | "scaffolding" | "search" | "shelter" | "signboards" | "vehicles";
  title: Words;
  level: number;
  due: string;
  timed?: boolean;
  photo?: boolean;
  done_at?: string | null;
  done_by?: string;
  done_by_name?: string;
  note?: string;
  photos?: string[];
  missed?: boolean;
  line?: number;
  set_at?: string | null;
  paper?: boolean;
}

/** Tasks are due at another time: the wind comes sooner or later than was thought. `times`: task → due (UTC). */
export interface GridTasksTimed extends Entry {
  type: "GridTasksTimed";
  area: string;
  times: Record<string, string>;
  people?: string[];
}

/** A task is done. `late`: after it was due. `paper`: entered later from a printed pack, with the time written there (`happened_at`, UTC) and the name of who did it (`doer`), which `by` read. */
export interface GridTaskDone extends Entry {
  type: "GridTaskDone";
  request?: string | null;
  area: string;
  grid_task: string;
  by: string;
  by_name?: string;
  note?: string;
  photos?: string[];
  late?: boolean;
  people?: string[];
  paper?: boolean;
  happened_at?: string | null;
  doer?: string;
}

/** Tasks (ids) are not done in time: `told` know, and again at `due`. */
export interface GridTasksMissed extends Entry {
  type: "GridTasksMissed";
  area: string;
  tasks: string[];
  level: number;
  told?: string[];
  people?: string[];
  due: string;
}

/** The response is over, and with it the grid's tasks; `undone` of them were not done. */
export interface GridTasksEnded extends Entry {
  type: "GridTasksEnded";
  area: string;
  undone?: string[];
  people?: string[];
}

/** Something new in the operators' queue: everything of this kind in this area (code of a grid, community, street or district), about life or not. What it holds follows from the picture. `concerns`: how many just now; `oldest` (UTC) since when; `operators`: so many were on watch. `due`: when it is looked at again. */
export interface AttentionOpened extends Entry {
  type: "AttentionOpened";
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  life: boolean;
  area: string;
  concerns: number;
  oldest: string;
  operators: number;
  due: string;
}

/** An item about life now covers a larger area: there were too many new ones for one more. */
export interface AttentionWidened extends Entry {
  type: "AttentionWidened";
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  area: string;
  was: string;
}

/** Somebody has it, so that two do not do the same. `instead_of` (id): who had it until then. */
export interface AttentionTaken extends Entry {
  type: "AttentionTaken";
  request: string;
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  area: string;
  by: string;
  by_name?: string;
  instead_of?: string;
}

/** 搁置: not now, for a reason, and back by itself at `until` (UTC). Never something about life. */
export interface AttentionShelved extends Entry {
  type: "AttentionShelved";
  request: string;
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  area: string;
  until: string;
  reason: string;
  concerns: number;
  by: string;
  by_name?: string;
}

/** It is everybody's again: its time on the shelf is over, or whoever had it gave it back, or moved nothing. */
export interface AttentionReturned extends Entry {
  type: "AttentionReturned";
  request?: string | null;
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  area: string;
  why: "given_back" | "idle" | "time";
  by?: string;
  by_name?: string;
  due: string;
}

/** The clock looked at it: `quiet` when nothing was in it. Quiet twice in a row, it is closed. */
export interface AttentionLooked extends Entry {
  type: "AttentionLooked";
  item: string;
  area: string;
  quiet: boolean;
  due: string;
}

/** Nothing is in it any more: closed by an operator, or by the clock after it was quiet for a while. */
export interface AttentionClosed extends Entry {
  type: "AttentionClosed";
  request?: string | null;
  item: string;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  area: string;
  by?: string;
  by_name?: string;
}

/** So many concerns, none about life, are held back; at `due` the queue is looked at again (None: nothing waits). */
export interface AttentionPaced extends Entry {
  type: "AttentionPaced";
  held: number;
  due?: string | null;
}

/** So many reports a minute came that what waits for an operator's key is filed and dispatched without it, if `automatic`. `released`: incidents that waited for it and went on at once. */
export interface FloodBegan extends Entry {
  type: "FloodBegan";
  rate: number;
  automatic: boolean;
  released?: string[];
}

/** Reports come slowly again, and what waits for an operator's key waits again. */
export interface FloodEnded extends Entry {
  type: "FloodEnded";
  rate: number;
}

/** The next report of a chain is to be made: `streets` hand in their parts until `cut_at`, it is to be sent until `due` (UTC). `since`: the ledger number from which the chain counts; a chain nobody knows yet begins with this. */
export interface SitrepAsked extends Entry {
  type: "SitrepAsked";
  chain: string;
  sitrep: string;
  kind: "correction" | "final" | "first" | "followup";
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  response_plan: string;
  level: 0 | 1 | 2 | 3 | 4;
  since: number;
  streets: string[];
  cut_at: string;
  due: string;
  told?: string[];
}

/** The level became another one: the report that is being made is due at another time, or is the final one now. */
export interface SitrepRetimed extends Entry {
  type: "SitrepRetimed";
  chain: string;
  sitrep: string;
  kind: "correction" | "final" | "first" | "followup";
  level: 0 | 1 | 2 | 3 | 4;
  cut_at: string;
  due: string;
  told?: string[];
}

/** A street (`area`) confirms its figures, with the losses it counted; `nothing`: 零报告. `behalf`: somebody of the centre did so for it, with a `note` how they know; `late`: after the cut, so it counts in the next report. */
export interface SitrepHandedIn extends Entry {
  type: "SitrepHandedIn";
  request?: string | null;
  chain: string;
  sitrep: string;
  area: string;
  nothing?: boolean;
  losses?: Losses;
  note?: string;
  behalf?: boolean;
  late?: boolean;
  by: string;
  by_name?: string;
}

/** 灾情, as a street counts it since the response began: people and houses [P]. Nothing here follows from incidents: somebody on the spot must have counted. */
export interface Losses {
  dead?: number;
  missing?: number;
  injured?: number;
  trapped?: number;
  collapsed?: number;
  damaged?: number;
}

/** The cut is near, and these streets have not handed in. */
export interface SitrepReminded extends Entry {
  type: "SitrepReminded";
  chain: string;
  sitrep: string;
  missing: string[];
  cut_at: string;
  told?: string[];
}

/** 截数: the figures as the ledger had them at this moment, and the streets that had not handed in (`missing`). Its `items` stand in so many facts right behind it; what had left the picture before, at the numbers `over`. `before`: totals of the report sent last, of the number `before_issue`; `most`: the highest of those sent. `corrects`: the report (id) that a correction is about, of the number `corrects_issue`, with the `reason`. */
export interface SitrepCut extends Entry {
  type: "SitrepCut";
  request?: string | null;
  chain: string;
  sitrep: string;
  kind: "correction" | "final" | "first" | "followup";
  level: 0 | 1 | 2 | 3 | 4;
  figures: Record<string, Record<string, number>>;
  handed?: Record<string, string>;
  missing?: string[];
  winds?: WindOutlook[];
  before?: Record<string, number>;
  before_issue?: number;
  most?: Record<string, number>;
  items: number;
  over?: number[];
  corrects?: string | null;
  corrects_issue?: number;
  reason?: string;
  by?: string;
  by_name?: string;
  due: string;
  told?: string[];
}

/** A storm at a cut: its closest approach to the district, and when winds of each force first reach a grid (UTC). */
export interface WindOutlook {
  storm: string;
  code: string;
  name?: string;
  closest_at: string;
  closest_km: number;
  grid: string;
  arrives?: Record<string, string>;
}

/** What is behind the figures of a cut; or (then without `sitrep`) what leaves the picture and stays in the figures: `evacuation:` and its id when it is closed, `tasks:` and the version of the switch that ended them. It goes to no screen: whoever opens a figure asks for it. */
export interface SitrepItems extends Entry {
  type: "SitrepItems";
  chain: string;
  sitrep?: string;
  remembers?: string;
  kind: "evacuee" | "grid" | "incident" | "person" | "shelter" | "street" | "tasks" | "unit" | "warning";
  items: SitrepItem[];
}

/** One thing behind figures: how much it adds to each (`n`). `area`: its grid, street or district; `label`: what it is called on screens; who an evacuee is, is not here (ADR 22). */
export interface SitrepItem {
  id: string;
  area: string;
  label?: string;
  n: Record<string, number>;
}

/** A report was to be sent and was not: `told` know. They are told again, and more people, at `due`. */
export interface SitrepLate extends Entry {
  type: "SitrepLate";
  chain: string;
  sitrep: string;
  kind: "correction" | "final" | "first" | "followup";
  times: number;
  since: string;
  told: string[];
  due: string;
}

/** 第 `issue` 期 went to the superior, and is never changed. `cut`: the ledger number of its cut, `cut_at` its time (UTC); `late_s`: sent so long after it was due. */
export interface SitrepSent extends Entry {
  type: "SitrepSent";
  request?: string | null;
  chain: string;
  sitrep: string;
  kind: "correction" | "final" | "first" | "followup";
  issue: number;
  level: 0 | 1 | 2 | 3 | 4;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  issuer: string;
  receiver: string;
  cut: number;
  cut_at: string;
  figures: Record<string, Record<string, number>>;
  handed?: Record<string, string>;
  missing?: string[];
  winds?: WindOutlook[];
  before?: Record<string, number>;
  before_issue?: number;
  most?: Record<string, number>;
  corrects?: string | null;
  corrects_issue?: number;
  reason?: string;
  words?: SitrepWords;
  late_s?: number;
  by: string;
  by_name?: string;
  ends?: string | null;
}

/** What a person adds: the situation in their words, what is done next, and what is asked of the superior. */
export interface SitrepWords {
  situation?: string;
  measures?: string;
  needs?: string;
}

/** A correction is not sent after all. */
export interface SitrepDropped extends Entry {
  type: "SitrepDropped";
  request?: string | null;
  chain: string;
  sitrep: string;
  reason: string;
  by: string;
  by_name?: string;
}

/** The response is long over: what was reported of it can be read, not corrected any more. */
export interface SitrepChainClosed extends Entry {
  type: "SitrepChainClosed";
  chain: string;
}

/** STARTEX. `drill`: its id, `exercise` on every message. `script`: its name; its injects follow as facts. */
export interface DrillStarted extends Entry {
  type: "DrillStarted";
  drill: string;
  plan: DrillPlan;
  script?: string;
  by: string;
  by_name?: string;
}

/** Everything that is said of a drill before it starts. `compression` divides the script's offsets. `level`: in force at STARTEX. `sign_in`: units and residents may join by a code. `overridden`: why it starts although a check says no. */
export interface DrillPlan {
  name: string;
  form?: "contact" | "live" | "tabletop";
  scope?: "combined" | "single";
  purpose?: "demonstration" | "research" | "test";
  goal?: string;
  compression?: number;
  participants?: Participant[];
  units?: string[];
  level?: 0 | 1 | 2 | 3 | 4;
  response_plan?: string;
  sign_in?: boolean;
  overridden?: string;
}

/** Somebody in the drill, by their id in the district. `part`: player, director (导调) or observer. `roles` and `areas`: what a player is in the drill. A kiosk is a player with the role `kiosk` and a `layout`. */
export interface Participant {
  person: string;
  part?: "director" | "observer" | "player";
  roles?: ("admin" | "auditor" | "coordinator" | "device" | "director" | "kiosk" | "observer" | "operator" | "supervisor" | "unit" | "worker")[];
  areas?: string[];
  layout?: "region" | "whole";
}

/** Kept things of the district as they stood at STARTEX (units, plans, limits, shelters): `kind` is the member of the picture, `things` their states by id. Nothing flows back. */
export interface CarriedOver extends Entry {
  type: "CarriedOver";
  kind: string;
  things: Record<string, unknown>;
}

/** Somebody is in the drill. `guest`: joined by a sign-in code, under the name they gave. */
export interface ParticipantJoined extends Entry {
  type: "ParticipantJoined";
  participant: Participant;
  name?: string;
  guest?: boolean;
}

/** 真实事件: real work took them out of the drill; what they held in it goes to others, as facts that follow. Which real work is not said here. */
export interface ParticipantTaken extends Entry {
  type: "ParticipantTaken";
  person: string;
  why?: "director" | "left" | "real_event";
  by?: string;
  request?: string | null;
}

/** A director lets them in again. */
export interface ParticipantBack extends Entry {
  type: "ParticipantBack";
  person: string;
  by: string;
  request?: string | null;
}

/** The drill does not hear them until `due` (UTC): an inject says so. Outside it they are heard as ever. */
export interface ParticipantSilenced extends Entry {
  type: "ParticipantSilenced";
  person: string;
  inject: string;
  due: string;
}

/** The drill hears them again. */
export interface ParticipantHeard extends Entry {
  type: "ParticipantHeard";
  person: string;
}

/** An inject of the script, or one that a director added or repeats (`by`, `repeats`). `id` is its own; `due`: UTC; `spot`: where its place is. */
export interface InjectPlanned extends Entry {
  type: "InjectPlanned";
  id: string;
  inject: Inject;
  spot?: Spot | null;
  due: string;
  by?: string;
  repeats?: string;
  request?: string | null;
}

/** One line of the script. `number` is unique in it; `offset_s` as written, before compression. */
export interface Inject {
  number: number;
  offset_s: number;
  title: string;
  content: ReportInject | CallInject | WarningInject | TrackInject | OrderInject | RoadInject | SilentInject | MessageInject | ContactInject;
  expected?: Expectation[];
  note?: string;
}

/** A report comes in, as from a participant (`by`) or, with `by` empty, from the director's cell as a caller. */
export interface ReportInject {
  kind: "report";
  category: string;
  place: Place;
  text?: string;
  hazard?: "life" | "none" | "property";
  caller?: Caller | null;
  by?: string;
}

/** A place as a client names it: a point, or a grid, building or facility by its code. `accuracy_m` is metres (68 %), `datum` the system the coordinates arrived in (GCJ-02 is what Chinese phone maps give). Exactly one of point, grid, building, facility must be given. */
export interface Place {
  lat?: number | null;
  lon?: number | null;
  accuracy_m?: number | null;
  datum?: "gcj02" | "wgs84";
  grid?: string | null;
  building?: string | null;
  facility?: string | null;
}

/** Somebody of the director's cell rings the command centre and reads this out: the operator has to file it. */
export interface CallInject {
  kind: "call";
  text: string;
  category: string;
  place: Place;
  hazard?: "life" | "none" | "property";
  caller?: Caller | null;
}

/** A warning signal of the exercise's weather bureau. `expires_s`: offset at which it ends. */
export interface WarningInject {
  kind: "warning";
  event: string;
  colour: "blue" | "orange" | "red" | "yellow";
  areas: string[];
  headline?: string;
  description?: string;
  expires_s?: number;
}

/** A bulletin with a storm's track as it is known then. */
export interface TrackInject {
  kind: "track";
  storm: string;
  agency: string;
  averaging?: "10min" | "1min" | "2min";
  points: TrackFix[];
}

/** A point of a track, `offset_s` after STARTEX (negative: before). Wind m/s, pressure hPa, radii km (None: unknown), of force 7, 10 and 12: one number for all quadrants, or NE, SE, SW, NW. */
export interface TrackFix {
  offset_s: number;
  lat: number;
  lon: number;
  wind_ms?: number | null;
  pressure_hpa?: number | null;
  r7_km?: (number | null)[];
  r10_km?: (number | null)[];
  r12_km?: (number | null)[];
  forecast?: boolean;
}

/** The superior orders a response level: the people switch, the drill does not. */
export interface OrderInject {
  kind: "order";
  issuer: string;
  number: string;
  level: 0 | 1 | 2 | 3 | 4;
  text?: string;
}

/** A closed road: a mark on the maps and a message to whoever works in the areas. `opens_s`: offset, None: never. */
export interface RoadInject {
  kind: "road";
  text: string;
  place: Place;
  areas?: string[];
  opens_s?: number | null;
}

/** The drill does not hear somebody for `for_s` true seconds: a named participant, or `count` workers of an area. */
export interface SilentInject {
  kind: "silent";
  people?: string[];
  area?: string | null;
  count?: number;
  for_s?: number;
}

/** A message on the screens of roles, people or units (the media ring, a village chief asks); to be `answered`. */
export interface MessageInject {
  kind: "message";
  text: string;
  to: string[];
}

/** 点名: every participant, or those named, is to press that they are there. */
export interface ContactInject {
  kind: "contact";
  text?: string;
  to?: string[];
}

/** Expected `within_s` seconds of the true clock after the inject was given. `who`: a role, or the id of a person or unit; empty: whoever it may be. `value`: a level, for `switched` and `proposed`. */
export interface Expectation {
  what: "accepted" | "alerted" | "answered" | "arrived" | "done" | "noted" | "noticed" | "offered" | "proposal_taken" | "proposed" | "referred" | "set_out" | "stored" | "switched";
  within_s: number;
  who?: string;
  value?: string;
  note?: string;
}

/** It came, `late_s` after it was due. `serial`: its number in the script. It is the last fact of what came of it, in one transaction: `incident` or `made` (a warning's or storm's id, an order's level) are in the facts before it. `failed`: the code of the refusal if it could not be given. A message, call, order, contact test or closed road is a notice on the screens of `to` (people's ids): `text` is what they read, `place` and `areas` where it is, `until` (UTC) when the road opens, `answer` whether each is to answer. */
export interface InjectGiven extends Entry {
  type: "InjectGiven";
  inject: string;
  serial: number;
  kind?: string;
  late_s?: number;
  incident?: string | null;
  made?: string;
  to?: string[];
  failed?: string;
  text?: string;
  place?: Spot | null;
  areas?: string[];
  until?: string | null;
  answer?: boolean;
  caller?: Caller | null;
}

/** A director holds it back until it is released. */
export interface InjectHeld extends Entry {
  type: "InjectHeld";
  inject: string;
  by: string;
  request?: string | null;
}

/** It comes at `due` (UTC) now. */
export interface InjectReleased extends Entry {
  type: "InjectReleased";
  inject: string;
  due: string;
  by: string;
  request?: string | null;
}

/** It does not come at all. */
export interface InjectSkipped extends Entry {
  type: "InjectSkipped";
  inject: string;
  reason?: string;
  by: string;
  request?: string | null;
}

/** Somebody answered a message or contact test, `took_s` after it was given. */
export interface InjectAnswered extends Entry {
  type: "InjectAnswered";
  inject: string;
  person: string;
  took_s: number;
  text?: string;
  request?: string | null;
}

/** A notice leaves the screens: the road is open again, everybody answered, or a director took it back. */
export interface NoticeOver extends Entry {
  type: "NoticeOver";
  notice: string;
}

/** No inject comes and nobody is asked anything until it goes on. `real_event`: a priority 1 of the district needs the wall. */
export interface DrillPaused extends Entry {
  type: "DrillPaused";
  why: "director" | "real_event";
  by?: string;
  request?: string | null;
}

/** It goes on: everything that was due after the pause began (`paused_at`, UTC) is due `shift_s` later: what is due of the drill's own, of its incidents, of who is asked and at work. What the weather does is not put off. */
export interface DrillResumed extends Entry {
  type: "DrillResumed";
  paused_at: string;
  shift_s: number;
  by: string;
  request?: string | null;
}

/** ENDEX. Nothing follows in this ledger but notes and the evaluation's words. */
export interface DrillEnded extends Entry {
  type: "DrillEnded";
  why: "done" | "real_event" | "stopped";
  by?: string;
  request?: string | null;
}

/** A note, of an inject (`inject`) and whether what was expected of it was `seen`, or in general. */
export interface ObserverNoted extends Entry {
  type: "ObserverNoted";
  id: string;
  text: string;
  inject?: string;
  expectation?: number | null;
  seen?: boolean | null;
  by: string;
  by_name?: string;
  request?: string | null;
}

/** Something to do better, with owner and date; `done` when it is. */
export interface ImprovementSet extends Entry {
  type: "ImprovementSet";
  id: string;
  text: string;
  owner?: string;
  owner_name?: string;
  due?: string | null;
  done?: boolean;
  by: string;
  request?: string | null;
}

/** 评估结论: what those who led the drill say of it at last; the last one counts. Also when the drill is over. */
export interface ConclusionWritten extends Entry {
  type: "ConclusionWritten";
  text: string;
  by: string;
  by_name?: string;
  request?: string | null;
}

/** An open incident. `number` is the ledger number of its filing: short enough to say over a radio. `offer`, `assignment`, `handler`, `tried` and `next` are its lead's, and its status follows the lead's alone. `slots`: the places beside the lead that are open or filled; `crew`: who is asked or at work there (id → part). `awaits`: the kind of unit that must lead; `tier`: whose desk it lies on (微/小/大循环); `seen`: who there has it. `limits` and `need` are its own since it was filed; `asked_grid`: whose people a desk wants asked first, by order; `callers`: who telephoned about it after `caller`; `skipped`: which tiers were passed over when it was told upward last, `lacking`: what should be sent and cannot be (`unit:water`). `handle_by`: when whoever has it must be done; `loop`: extensions, returns and what else is not the straight way, None while it is straight. `held`: at the peak of a storm (status `held`). */
export interface Incident {
  id: string;
  number: number;
  category: string;
  disposition: "help" | "mine" | "settled";
  priority: 1 | 2 | 3 | 4;
  reasons: string[];
  status: "assigned" | "closed" | "en_route" | "filed" | "handled" | "held" | "offered" | "on_scene" | "returned" | "suspended" | "unattended" | "voided";
  place: Spot;
  text: string;
  photos: string[];
  reporters: string[];
  caller: Caller | null;
  reports: number;
  filed_at: string;
  last_report_at: string;
  changed_at: string;
  offer: string | null;
  assignment: string | null;
  handler: string | null;
  tried: Record<string, string>;
  tally: Tally | null;
  level: number;
  next: Deadline | null;
  press: Press | null;
  referrals: Referral[];
  slots: string[];
  crew: Record<string, "co" | "lead" | "look">;
  awaits: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  tier: "community" | "district" | "grid" | "street";
  seen: Seen | null;
  limits: Limits | null;
  handle_by: string | null;
  loop: Loop | null;
  held: Held | null;
  need: Need | null;
  asked_grid: string | null;
  callers: Caller[];
  skipped: Skip[];
  lacking: string;
}

/** 已阅, 我来处理: somebody above has the matter in hand, and nothing rings for it until `until` (UTC). */
export interface Seen {
  by: string;
  by_name: string;
  level: number;
  at: string;
  until: string;
}

/** 暂缓外派: at the peak of a storm nobody is sent there, since when and until when (UTC; None: not known). `sent_by`: who had somebody sent all the same, for a life, with a `reason`. It stays when the peak is over. */
export interface Held {
  storm: string;
  since: string;
  until: string | null;
  sent_by: string;
  sent_by_name: string;
  reason: string;
}

/** An open offer. */
export interface Offer {
  id: string;
  incident: string;
  person: string;
  person_name: string;
  priority: 1 | 2 | 3 | 4;
  made_at: string;
  answer_by: string;
  part: "co" | "lead" | "look";
  slot: string | null;
  unit: string | null;
  standby: boolean;
}

/** A running assignment: somebody has the incident, or a part in it. Its status is its own, whatever else they hold. `asked_by`: whether they come must be answered until then (UTC); `confirmed`: they said that they do. */
export interface Assignment {
  id: string;
  incident: string;
  person: string;
  person_name: string;
  priority: 1 | 2 | 3 | 4;
  status: "assigned" | "done" | "en_route" | "failed" | "on_scene";
  made_at: string;
  changed_at: string;
  part: "co" | "lead" | "look";
  slot: string | null;
  unit: string | null;
  asked_by: string | null;
  confirmed: boolean;
}

/** Something an operator must look at: an entry that was set aside. */
export interface Task {
  id: string;
  method: string;
  sender: string;
  error: string;
  at: string;
}

/** 协办席位: a place beside the lead of an incident, with a search, a status and a deadline (`due`, UTC) of its own. `tried`: who was asked in this round of the search, and how that ended. Somebody who is on the scene has no deadline here: what they do there ends with the incident. */
export interface Slot {
  id: string;
  incident: string;
  part: "co" | "lead" | "look";
  why: "called" | "need" | "ordered";
  kind: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  unit: string | null;
  to: string | null;
  skills: string[];
  leader: boolean;
  status: "assigned" | "en_route" | "offered" | "on_scene" | "open" | "unattended";
  offer: string | null;
  assignment: string | null;
  handler: string | null;
  tried: Record<string, string>;
  tally: Tally | null;
  lacking: string;
  level: number;
  skipped: Skip[];
  opened_at: string;
  changed_at: string;
  due: string | null;
}

/** 换班: `taker` has `turn` in the place of `giver`; and, when `back` is there, `giver` has that one of `taker`. */
export interface Swap {
  id: string;
  number: number;
  area: string;
  giver: string;
  giver_name: string;
  taker: string;
  taker_name: string;
  turn: TurnRef;
  back: TurnRef | null;
  state: "accepted" | "approved" | "asked";
  reason: string;
  asked_at: string | null;
  ends: string | null;
  due: string | null;
}

/** 请假: not there from `starts` to `ends`, once it is approved. */
export interface Leave {
  id: string;
  number: number;
  area: string;
  person: string;
  person_name: string;
  kind: string;
  starts: string;
  ends: string;
  state: "approved" | "asked";
  reason: string;
  groups: string[];
  asked_at: string | null;
  due: string | null;
}

/** 临时顶岗: from `starts` to `ends`, `person` is in the place of `replaces`; nobody is, when `person` is None; one more is on duty, with a `shift` kind of their own, when `replaces` is None. */
export interface Override {
  id: string;
  number: number;
  group: string;
  starts: string;
  ends: string;
  person: string | null;
  replaces: string | null;
  kind: "patrol" | "standby" | "station" | "watch";
  reason: string;
  by: string;
  due: string | null;
}

/** 排班表: a group's days from `first` to `last`, written out. It stands in the place of the pattern; a `temporary` one (临时排班) wins over everything. `number`: of the fact that made it; a later one wins over an earlier. */
export interface Plan {
  id: string;
  number: number;
  group: string;
  first: string;
  last: string;
  shifts: Shift[];
  days: DayPlan[];
  temporary: boolean;
  reason: string;
  by: string;
  due: string | null;
}

/** 交接班, not yet signed by both. Names by id; `need`: so many of the incoming must be there. */
export interface Relief {
  id: string;
  number: number;
  group: string;
  area: string;
  shift: string;
  next_shift: string;
  hands_over_at: string;
  outgoing: Record<string, string>;
  incoming: Record<string, string>;
  out_leader: string;
  in_leader: string;
  need: number;
  opened_at: string;
  due: string | null;
  out_signed: Signature | null;
  in_signed: Signature | null;
  level: number;
}

/** Who signed a handover, when, and what the list said. */
export interface Signature {
  by: string;
  by_name: string;
  at: string;
  sheet: Sheet;
}

/** 专业部门: see `UnitRegistered`. `desks`: the accounts that read and answer what is offered to it. */
export interface Unit {
  id: string;
  name: string;
  name_en: string;
  kind: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water";
  areas: string[];
  categories: string[];
  opens: string | null;
  closes: string | null;
  active: boolean;
  desks: string[];
}

/** The answer to `picture.get`. Facts with a number up to `offset` are in it. */
export interface PictureAnswer {
  epoch: string;
  offset: number;
  server_time: string;
  picture: PictureView;
}

/** The operating picture as one kind of viewer sees it. */
export interface PictureView {
  district: string;
  incidents: Incident[];
  offers: Offer[];
  assignments: Assignment[];
  duty: OnDuty[];
  tasks: Task[];
  people: Headcount;
  lag: Lag;
  alerts: SentAlert[];
  rollcalls: RollCall[];
  sos: Sos[];
  timers: Timer[];
  silences: Silence[];
  contacts: ContactReport[];
  calls: Call[];
  ladders: Ladder[];
  supervisions: Supervision[];
  callbacks: CallBack[];
  handovers: Handover[];
  slots: Slot[];
  units: Unit[];
  warnings: Warning[];
  proposals: Proposal[];
  bulletins: Bulletin[];
  modes: Mode[];
  switchproposals: SwitchProposal[];
  recalls: Recall[];
  summonses: Summons[];
  gridtasks: GridTasks[];
  attention: AttentionItem[];
  flow: Flow | null;
  drill: Drill | null;
  notices: Notice[];
}

/** Somebody on duty, since when (UTC), and where they checked in. */
export interface OnDuty {
  person: string;
  name: string;
  roles: string[];
  areas: string[];
  since: string | null;
  place: Spot | null;
}

/** Grid workers: all, and on duty. `staff`: everybody who can be on duty, cadres and the watch too. */
export interface Headcount {
  workers: number;
  on_duty: number;
  staff: number;
}

/** What waits in the inbox: entries by lane, milliseconds the oldest has waited, open incidents without a deadline (must be 0), and how old this reading is. None of it is known when `at_ms_ago` is None. */
export interface Lag {
  urgent: number;
  routine: number;
  oldest_ms: number;
  without_deadline: number;
  at_ms_ago: number | null;
}

/** An alert that is not over, and how many of those who were told have read it. */
export interface SentAlert {
  id: string;
  area: string;
  level: "info" | "urgent" | "warning";
  text: string;
  by_name: string;
  sent_at: string;
  until: string | null;
  people: number;
  read: number;
}

/** 点名: everybody named must answer until `due`. `people`: names by id. `level`: how far silence has escalated. */
export interface RollCall {
  id: string;
  number: number;
  area: string;
  reason: string;
  by: string;
  by_name: string;
  opened_at: string;
  due: string | null;
  people: Record<string, string>;
  answers: Record<string, RollCallAnswer>;
  level: number;
}

/** Somebody is accounted for: by themselves, or by `by` with a reason. */
export interface RollCallAnswer {
  at: string;
  by: string;
  reason: string;
}

/** An open call for help. `due`: when everybody above hears of it again. `level`: how often they did. */
export interface Sos {
  id: string;
  number: number;
  request: string | null;
  person: string;
  person_name: string;
  area: string;
  cause: "hand" | "timer";
  place: Spot | null;
  whence: "fix" | "home" | "last" | null;
  pressed_at: string;
  raised_at: string;
  last_at: string;
  incident: string | null;
  told: string[];
  near: Nearby[];
  answers: SosAnswer[];
  level: number;
  due: string | null;
}

/** Who has seen a call for help, and whether they go there. */
export interface SosAnswer {
  by: string;
  by_name: string;
  at: string;
  coming: boolean;
  above: boolean;
}

/** Somebody in danger who must say now and then that they are well. `stage`: what silence at `due` leads to. */
export interface Timer {
  id: string;
  person: string;
  person_name: string;
  area: string;
  cause: string;
  assignment: string | null;
  period_s: number;
  note: string;
  started_at: string;
  stage: "asked" | "missed" | "running";
  told: string[];
  due: string | null;
}

/** 失联: a grid (`id`: its code) of whose people on duty nobody was heard since `since`. `due`: told again then. */
export interface Silence {
  id: string;
  people: Record<string, string>;
  since: string;
  lost_at: string;
  told: string[];
  level: number;
  due: string | null;
}

/** What was heard of a person or grid (`id`) by other ways than their phone. Good until `due`. */
export interface ContactReport {
  id: string;
  area: string;
  how: "phone" | "radio" | "runner";
  said_by: string;
  said_at: string;
  text: string;
  by: string;
  by_name: string;
  at: string;
  due: string | null;
}

/** Somebody is to be telephoned by an operator. */
export interface Call {
  id: string;
  about: string;
  person: string;
  person_name: string;
  leader: string;
  leader_name: string;
  area: string;
  incident: string | null;
  at: string;
}

/** The rungs tried for an offer, a call for help or a roll-call (`id`), by person. */
export interface Ladder {
  id: string;
  area: string;
  incident: string | null;
  tried: Record<string, Tried[]>;
}

/** What came of one rung. */
export interface Tried {
  rung: "call" | "messenger" | "sms";
  outcome: "failed" | "sent" | "skipped";
  why: string;
  at: string;
}

/** 督办: an order that demands a reply from one of `to` (ids). `level`: how far silence has escalated. */
export interface Supervision {
  id: string;
  incident: string;
  incident_number: number;
  category: string;
  area: string;
  kind: "important" | "leader" | "overdue";
  to: string[];
  reason: string;
  by: string;
  by_name: string;
  ordered_at: string;
  reply_by: string;
  due: string | null;
  level: number;
}

/** 回访 that is due. `id` is the incident's. `tries`: how many times nobody was reached. `callers`: who else called about it, and is asked after `caller`. */
export interface CallBack {
  id: string;
  incident_number: number;
  category: string;
  area: string;
  handler: string | null;
  caller: Caller | null;
  resident: string | null;
  closed_at: string;
  due: string | null;
  tries: number;
  level: number;
  callers: Caller[];
}

/** A report that 110, 119, 120 or 12345 handed over, and that they wait for our answer to. `id`: the report's. */
export interface Handover {
  id: string;
  incident: string;
  area: string;
  origin: Origin;
  received_at: string;
  answer_by: string;
  due: string | null;
  level: number;
}

/** A warning whose time is not over, whatever became of it: so that a message sent again is known. `due`: when it expires. See `WarningReceived`. */
export interface Warning {
  id: string;
  number: number;
  area: string;
  areas: string[];
  key: string;
  sender: string;
  identifier: string;
  sent: string;
  received_at: string;
  status: "Actual" | "Draft" | "Exercise" | "System" | "Test";
  update: boolean;
  code: string;
  hazard: string;
  colour: "blue" | "orange" | "red" | "yellow" | null;
  notice: "grade1" | "grade2" | "grade3" | "grade4" | null;
  urgency: string;
  severity: string;
  certainty: string;
  zh: WarningWords | null;
  en: WarningWords | null;
  onset: string | null;
  due: string | null;
  references: string[];
  state: "active" | "cancelled" | "updated";
  ended_by: string;
  digest: string;
  source: "hand" | "poll" | "push";
  by_name: string;
  counts: boolean;
}

/** A response level that warnings propose and nobody has decided about. `level` None: back to the normal policy. `taken_by`: who prepares the switch; `due`: when silence about it goes up; `times`: how often it did. */
export interface Proposal {
  id: string;
  number: number;
  area: string;
  hazard: string;
  level: 1 | 2 | 3 | 4 | null;
  reasons: ProposalReason[];
  made_at: string;
  told: string[];
  times: number;
  taken_by: string;
  taken_by_name: string;
  due: string | null;
}

/** A draft, or a message that is public. `ended_by`: the bulletin that updated or cancelled it. `due`: of a draft, when it is told again; of a released one, when it is over (`expires`). */
export interface Bulletin {
  id: string;
  number: number;
  area: string;
  areas: string[];
  kind: "alert" | "cancel" | "update";
  status: "Actual" | "Exercise";
  hazard: string;
  urgency: "Expected" | "Future" | "Immediate" | "Past" | "Unknown";
  severity: "Extreme" | "Minor" | "Moderate" | "Severe" | "Unknown";
  certainty: "Likely" | "Observed" | "Possible" | "Unknown" | "Unlikely";
  zh: PublicWords;
  en: PublicWords | null;
  refers: string | null;
  expires: string;
  by: string;
  by_name: string;
  drafted_at: string;
  signatures: Agreement[];
  times: number;
  identifier: string;
  sender: string;
  sender_name: string;
  sent: string | null;
  references: string[];
  ended_by: string | null;
  due: string | null;
}

/** Somebody who agreed to a release, and when (UTC). */
export interface Agreement {
  by: string;
  by_name: string;
  at: string;
}

/** The level in force, `version`: the how-manieth switch it is. `overlay` is None at level 0. `due`: the first of the review and of the countersignature that one person's switch waits for. */
export interface Mode {
  id: string;
  version: number;
  level: 0 | 1 | 2 | 3 | 4;
  was: 0 | 1 | 2 | 3 | 4;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  response_plan: string;
  plan_version: number;
  overlay: Overlay | null;
  order: Order | null;
  reason: string;
  below_reason: string;
  since: string;
  by: string;
  by_name: string;
  second: string;
  second_name: string;
  alone: boolean;
  review_at: string | null;
  countersign_by: string | null;
  review_told: number;
  countersign_told: number;
  due: string | null;
}

/** A switch that waits for a decision: see `SwitchProposed`. */
export interface SwitchProposal {
  id: string;
  response_plan: string;
  plan_version: number;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  mode_version: number;
  order: Order;
  reason: string;
  review_at: string | null;
  below_reason: string;
  by: string;
  by_name: string;
  proposed_at: string;
  expires_at: string;
  times: number;
  due: string | null;
}

/** Who is called in (id → name), until when, and since when they are here. */
export interface Recall {
  id: string;
  opened_at: string;
  by: string;
  people: Record<string, string>;
  come: Record<string, string>;
  level: number;
  due: string | null;
}

/** 叫应. `ref`: what it is about; `due`: silence goes up then; `level`: how far it has gone. */
export interface Summons {
  id: string;
  number: number;
  kind: "arrivals" | "contact" | "handin" | "missed" | "outdoors" | "proposal" | "recall" | "sitrep";
  ref: string;
  area: string;
  priority: number;
  people: Record<string, Called>;
  opened_at: string;
  level: number;
  due: string | null;
}

/** Somebody who is called, since `at` for the `turn`-th time (from 0); `word`: what they answered, "" for nothing. The rest: see `Summoned`. */
export interface Called {
  name: string;
  area: string;
  at: string;
  incident?: string | null;
  about?: string[];
  rungs?: ("call" | "messenger" | "sms")[];
  turn?: number;
  word?: "came" | "cannot" | "coming" | "indoors" | "off_duty" | "seen" | null;
  heard_at?: string | null;
  by?: string;
  by_name?: string;
  reason?: string;
}

/** The tasks of a grid (`id`: its code), done ones too, until the response ends. `people`: its workers. */
export interface GridTasks {
  id: string;
  people: string[];
  tasks: Record<string, GridTask>;
  level: number;
  due: string | null;
}

/** One line of the queue. `due`: when the clock looks at it; on the shelf, when it comes back. `shelvings`: how often it was shelved; `quiet`: nothing was in it at the last look. */
export interface AttentionItem {
  id: string;
  number: number;
  kind: "call" | "confirm" | "escalated" | "filing" | "handover" | "helpers" | "peak" | "press" | "ruling" | "silence" | "task" | "unattended" | "verify";
  life: boolean;
  area: string;
  opened_at: string;
  due: string | null;
  taken_by: string;
  taken_name: string;
  taken_at: string | null;
  shelved_until: string | null;
  shelved_by: string;
  shelved_name: string;
  shelved_why: string;
  shelvings: number;
  quiet: boolean;
}

/** How much asks for attention. `opened`: new items of the last ten minutes; `held`: concerns that were held back when it was looked at last; `due`: when it is looked at again. */
export interface Flow {
  id: string;
  opened: Opening[];
  held: number;
  flood: Flood | null;
  due: string | null;
}

/** When a new item came, and whether it was about life. */
export interface Opening {
  at: string;
  life: boolean;
}

/** A flood of reports: since when, how many a minute at its beginning, and whether nothing waits for a key. */
export interface Flood {
  since: string;
  rate: number;
  automatic: boolean;
}

/** How the drill stands. `drill`: the exercise's id. `plan`: without its participants, who are kept for themselves. `paused_at`: since when it stands still; `paused_s`: how long it has stood still in all before that; `pauses`: when that was, in order. */
export interface Drill {
  id: string;
  drill: string;
  plan: DrillPlan;
  script: string;
  by: string;
  by_name: string;
  state: "draft" | "over" | "paused" | "running";
  started_at: string;
  paused_at: string | null;
  paused_why: "director" | "real_event" | null;
  paused_s: number;
  pauses: Standstill[];
  ended_at: string | null;
  ended_why: "done" | "real_event" | "stopped" | null;
}

/** A pause that is over (UTC). */
export interface Standstill {
  since: string;
  until: string;
}

/** What an inject put on the screens of `to` and that is there still; its id is the inject's. `answered`: who has. `due`: when the road opens (UTC). */
export interface Notice {
  id: string;
  number: number;
  kind: string;
  at: string;
  to: string[];
  text: string;
  place: Spot | null;
  areas: string[];
  due: string | null;
  answer: boolean;
  answered: string[];
  caller: Caller | null;
}

/** The answer to `staff.get`: a phone's snapshot. `pending`: the sender's durable requests not yet decided. */
export interface StaffAnswer {
  epoch: string;
  offset: number;
  server_time: string;
  duty: DutyState;
  offers: OfferView[];
  assignments: AssignmentView[];
  finished: FinishedView[];
  supervisions: OrderView[];
  unit: string | null;
  alerts: AlertView[];
  pending: (Record<string, string>)[];
  rollcalls: RollCallView[];
  sos: Sos[];
  timers: Timer[];
  centre_phone: string;
  warnings: Warning[];
  mode: Mode | null;
  recall: Recall | null;
  summonses: Summons[];
  gridtasks: GridTasks[];
  drill: Drill | null;
  notices: Notice[];
}

/** Whether the reader is on duty, and since when (UTC). */
export interface DutyState {
  on_duty: boolean;
  since: string | null;
}

/** An open offer to the reader. */
export interface OfferView {
  incident: string;
  number: number;
  category: string;
  priority: number;
  place: Spot;
  grid: string;
  text: string;
  photos: string[];
  offer: string;
  person: string;
  made_at: string;
  answer_by: string;
  part: "co" | "lead" | "look";
  slot: string | null;
  unit: string | null;
}

/** A running assignment of the reader. `asked_by`: whether they come is to be answered until then (UTC). */
export interface AssignmentView {
  incident: string;
  number: number;
  category: string;
  priority: number;
  place: Spot;
  grid: string;
  text: string;
  photos: string[];
  assignment: string;
  person: string;
  status: string;
  made_at: string;
  changed_at: string;
  part: "co" | "lead" | "look";
  slot: string | null;
  unit: string | null;
  asked_by: string | null;
  handle_by: string | null;
  rework: number;
  reason: string;
  asked: "extension" | "suspension" | "void" | null;
  extensions: number;
  returns: number;
  ruled: boolean;
}

/** What the reader finished and nobody has verified yet: feedback may still be added. `since` (UTC): finished. */
export interface FinishedView {
  incident: string;
  number: number;
  category: string;
  priority: number;
  place: Spot;
  grid: string;
  text: string;
  photos: string[];
  since: string;
  rework: number;
  feedback: Feedback | null;
}

/** 督办 that the reader must reply to by `due`. */
export interface OrderView {
  supervision: string;
  incident: string;
  incident_number: number;
  category: string;
  kind: "important" | "leader" | "overdue";
  reason: string;
  by_name: string;
  due: string;
}

/** An alert that the reader has not read yet. */
export interface AlertView {
  alert: string;
  level: "info" | "urgent" | "warning";
  text: string;
  by_name: string;
  sent_at: string;
  until: string | null;
}

/** A roll-call that waits for the reader's answer. */
export interface RollCallView {
  rollcall: string;
  area: string;
  reason: string;
  by_name: string;
  opened_at: string;
  due: string | null;
}

/** `report.submit`. `origin`: who handed it over to us, by which reference; only for whoever takes calls. */
export interface SubmitReport {
  id: string;
  exercise?: string | null;
  category: string;
  disposition: "help" | "mine" | "settled";
  text?: string;
  at: string;
  place: Place;
  photos?: string[];
  hazard?: "life" | "none" | "property";
  caller?: Caller | null;
  origin?: Origin | null;
}

/** `button.press`: a call button says that it was pressed; red for rescue, green for a service. */
export interface PressButton {
  id: string;
  exercise?: string | null;
  button: "green" | "red";
  at: string;
}

/** `offer.answer`; `reason` is needed when answering for somebody else. */
export interface AnswerOffer {
  id: string;
  exercise?: string | null;
  offer: string;
  answer: "accept" | "decline";
  reason?: string;
}

/** `assignment.advance`; steps may be skipped forwards, never backwards. */
export interface AdvanceAssignment {
  id: string;
  exercise?: string | null;
  assignment: string;
  to: "done" | "en_route" | "failed" | "on_scene";
  at: string;
  note?: string;
  photos?: string[];
  reason?: string;
}

/** `assignment.confirm`: on my way, to the question whether they come. Who cannot come *fails* the assignment. */
export interface ConfirmArrival {
  id: string;
  exercise?: string | null;
  assignment: string;
  reason?: string;
}

/** `duty.check_in` */
export interface CheckIn {
  id: string;
  exercise?: string | null;
  at: string;
  place?: Place | null;
}

/** `duty.check_out` */
export interface CheckOut {
  id: string;
  exercise?: string | null;
  at: string;
  place?: Place | null;
}

/** `incident.dispatch`: 派单 now, of an incident that is held or that nobody could be found for; `to` asks this person first, one of the ranked candidates. */
export interface OrderDispatch {
  id: string;
  exercise?: string | null;
  incident: string;
  to?: string | null;
}

/** `incident.refer`: 已转, the first line was called; `reference` is what they gave, if anything. */
export interface ReferIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  to: "110" | "119" | "120" | "12345" | "gas" | "municipal" | "power" | "water";
  reference?: string;
}

/** `incident.close`: 核查结案 by somebody other than the handler. */
export interface CloseIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  outcome?: "handled" | "no_action";
  note?: string;
}

/** `incident.void`: 作废, by a watch leader, with a reason. */
export interface VoidIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `incident.reassign`: 改派, to a named person (`to`) or back to dispatch, with a reason. A coordinator may send anybody, also who is off duty or busy, declined or cannot be reached: which rules that broke is recorded. */
export interface ReassignIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
  to?: string | null;
}

/** `task.close`: an operator dealt with an entry that was set aside. */
export interface CloseTask {
  id: string;
  exercise?: string | null;
  task: string;
  note?: string;
}

/** `incident.call`: 增派, one more person or unit beside the lead: any, with skills, or a unit of a kind. */
export interface CallMore {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
  part?: "co" | "lead" | "look";
  kind?: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water" | null;
  skills?: string[];
  leader?: boolean;
}

/** `slot.release`: this place beside the lead is needed no longer. */
export interface ReleaseSlot {
  id: string;
  exercise?: string | null;
  slot: string;
  reason: string;
}

/** `incident.seen`: 已阅, 我来处理: nothing more rings for it until the limit of the desk has passed. */
export interface MarkSeen {
  id: string;
  exercise?: string | null;
  incident: string;
}

/** `incident.route`: 分流 by a desk: back to the grid (or to the people of another `grid`), to a `unit`, or up to the next tier, with a reason. */
export interface RouteIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  to: "grid" | "unit" | "up";
  reason: string;
  unit?: string | null;
  grid?: string | null;
}

/** `incident.urge`: 催办, with a reason. */
export interface UrgeIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `unit.set`: 登记单位, register a unit or change it to this; see `UnitRegistered`. `desks`: accounts of the role `unit`. */
export interface SetUnit {
  id: string;
  exercise?: string | null;
  unit: string;
  name: string;
  name_en?: string;
  kind: "gas" | "greening" | "housing" | "municipal" | "power" | "sanitation" | "telecom" | "traffic" | "urban_management" | "water";
  areas: string[];
  categories?: string[];
  opens?: string | null;
  closes?: string | null;
  active?: boolean;
  desks?: string[];
}

/** `need.change`: a category needs something else from now on; without a `need` the built-in one again. `version`: the one that was looked at, so that two people do not overwrite each other unseen. */
export interface ChangeNeed {
  id: string;
  exercise?: string | null;
  category: string;
  version: number;
  reason: string;
  need?: CategoryNeed | null;
}

/** `roster.set_group`: a group and the pattern it has from `pattern.begins` on. A new id makes a new group. */
export interface SetGroup {
  id: string;
  exercise?: string | null;
  group: string;
  kind: "grid" | "watch";
  name: string;
  area: string;
  leader?: string | null;
  overseer?: string | null;
  pattern: Pattern;
}

/** `roster.dissolve` */
export interface DissolveGroup {
  id: string;
  exercise?: string | null;
  group: string;
  reason: string;
}

/** `roster.plan`: 排班表, in the place of the pattern; `temporary` (临时排班), over everything, with a reason. */
export interface SetPlan {
  id: string;
  exercise?: string | null;
  plan: PlanData;
  temporary?: boolean;
  reason?: string;
}

/** A group's days from `first` to `last`, written out; days without an entry are free. */
export interface PlanData {
  group: string;
  first: string;
  last: string;
  shifts: Shift[];
  days: DayPlan[];
}

/** `roster.import`: several plans, all of them or none. */
export interface ImportRoster {
  id: string;
  exercise?: string | null;
  plans: PlanData[];
}

/** `roster.override`: 临时顶岗. Without `person` the place is empty; without `replaces` one more is on duty. */
export interface SetOverride {
  id: string;
  exercise?: string | null;
  group: string;
  starts: string;
  ends: string;
  person?: string | null;
  replaces?: string | null;
  kind?: "patrol" | "standby" | "station" | "watch";
  reason: string;
}

/** `roster.withdraw`: a plan or an override counts no longer. */
export interface WithdrawItem {
  id: string;
  exercise?: string | null;
  kind: "overrides" | "plans";
  item: string;
  reason?: string;
}

/** `swap.ask`: `person` is to have the sender's `turn`; the sender has `back` in return, if it is given. */
export interface AskSwap {
  id: string;
  exercise?: string | null;
  turn: TurnRef;
  person: string;
  back?: TurnRef | null;
  reason?: string;
}

/** `swap.answer`, by whoever was asked. */
export interface AnswerSwap {
  id: string;
  exercise?: string | null;
  swap: string;
  answer: "accept" | "decline";
  reason?: string;
}

/** `swap.decide`, by whoever is above both. A refusal needs a reason. */
export interface DecideSwap {
  id: string;
  exercise?: string | null;
  swap: string;
  approve: boolean;
  reason?: string;
}

/** `swap.withdraw`, by the asker, or by whoever is above both after it was approved. */
export interface WithdrawSwap {
  id: string;
  exercise?: string | null;
  swap: string;
  reason?: string;
}

/** `leave.ask`: for the sender; for `person`, if the sender is above them. */
export interface AskLeave {
  id: string;
  exercise?: string | null;
  starts: string;
  ends: string;
  kind?: "annual" | "other" | "personal" | "sick";
  person?: string | null;
  reason?: string;
}

/** `leave.decide`. A refusal needs a reason. */
export interface DecideLeave {
  id: string;
  exercise?: string | null;
  leave: string;
  approve: boolean;
  reason?: string;
}

/** `leave.withdraw`: taken back, or ended early. */
export interface WithdrawLeave {
  id: string;
  exercise?: string | null;
  leave: string;
  reason?: string;
}

/** `relief.sign`: the outgoing side first, then the incoming; each by somebody of that side who is there. */
export interface SignRelief {
  id: string;
  exercise?: string | null;
  relief: string;
  side: "incoming" | "outgoing";
  sheet?: SheetData;
}

/** 交接清单, as the signer saw and filled it. */
export interface SheetData {
  events?: string;
  unfinished?: string;
  watch?: string;
  instructions?: string;
  equipment?: string;
  documents?: string;
}

/** `contact.report`: a radio, a runner or a telephone said something of a person or a grid (`about`: id or code). It counts as contact for so many minutes after it was said. */
export interface ReportContact {
  id: string;
  exercise?: string | null;
  about: string;
  how: "phone" | "radio" | "runner";
  said_by: string;
  said_at: string;
  text?: string;
  minutes?: number;
}

/** `call.finish`: an operator telephoned whom the ladder asked for. */
export interface FinishCall {
  id: string;
  exercise?: string | null;
  call: string;
  outcome: "not_reached" | "reached";
  note?: string;
}

/** `rollcall.open`: 点名, everybody on duty in `area` must answer within `within_s` seconds. */
export interface OpenRollCall {
  id: string;
  exercise?: string | null;
  area: string;
  within_s?: number;
  reason?: string;
}

/** `rollcall.answer`: the sender is safe; or, with a `reason`, `person` is, says the sender. */
export interface AnswerRollCall {
  id: string;
  exercise?: string | null;
  rollcall: string;
  at: string;
  person?: string | null;
  reason?: string;
}

/** `rollcall.close`: ended although not everybody answered. */
export interface CloseRollCall {
  id: string;
  exercise?: string | null;
  rollcall: string;
  reason: string;
}

/** `sos.raise`: the sender calls for help. Without a place it is sent all the same. */
export interface RaiseSos {
  id: string;
  exercise?: string | null;
  at: string;
  place?: Place | null;
}

/** `sos.acknowledge`: seen; `coming`: and on the way there. */
export interface AcknowledgeSos {
  id: string;
  exercise?: string | null;
  sos: string;
  at: string;
  coming?: boolean;
}

/** `sos.cancel`: by whoever raised it within seconds (`sos` may be the id of their request), or with a reason. */
export interface CancelSos {
  id: string;
  exercise?: string | null;
  sos: string;
  at: string;
  reason?: string;
}

/** `timer.start`: the sender goes into danger for so many minutes. */
export interface StartTimer {
  id: string;
  exercise?: string | null;
  minutes: number;
  at: string;
  note?: string;
}

/** `timer.answer`: well and still there (`safe`), or `out` of danger. For somebody else with a reason. */
export interface AnswerTimer {
  id: string;
  exercise?: string | null;
  timer: string;
  at: string;
  answer: "out" | "safe";
  reason?: string;
}

/** `round.start` */
export interface StartRound {
  id: string;
  exercise?: string | null;
  at: string;
  place?: Place | null;
}

/** `round.finish`: the round under way. */
export interface FinishRound {
  id: string;
  exercise?: string | null;
  at: string;
  place?: Place | null;
}

/** `visit.record`: somebody who is on today's list, or on that of an order. */
export interface RecordVisit {
  id: string;
  exercise?: string | null;
  resident: string;
  at: string;
  outcome: "absent" | "concern" | "well";
  note?: string;
  place?: Place | null;
}

/** `care.order`: everybody in special need in an area; `visits`: grid worker → the residents they look after. */
export interface OrderCare {
  id: string;
  exercise?: string | null;
  area: string;
  why: "cold" | "heat" | "other" | "storm";
  reason?: string;
  until: string;
  visits: Record<string, string[]>;
}

/** `rights.change`: what somebody may see and do from now on, all of it. `version`: the rights that were looked at; `rank`: which response levels they may order. */
export interface ChangeRights {
  id: string;
  exercise?: string | null;
  person: string;
  version: number;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "director" | "kiosk" | "observer" | "operator" | "supervisor" | "unit" | "worker")[];
  areas: string[];
  reason: string;
  watch_leader?: boolean;
  rank?: "commander" | "deputy" | "secretary" | null;
  active?: boolean;
}

/** `alert.send`: tell everybody of `roles` who works in `area`, of `group` if one is named; over after `for_s` s. */
export interface SendAlert {
  id: string;
  exercise?: string | null;
  area: string;
  roles?: ("coordinator" | "operator" | "supervisor" | "worker")[];
  group?: string | null;
  on_duty?: boolean;
  level?: "info" | "urgent" | "warning";
  text: string;
  for_s?: number;
}

/** `alert.read`: the sender has read it. */
export interface ReadAlert {
  id: string;
  exercise?: string | null;
  alert: string;
  at: string;
}

/** `alert.withdraw`: it no longer holds. */
export interface WithdrawAlert {
  id: string;
  exercise?: string | null;
  alert: string;
  reason: string;
}

/** `incident.extend`: 延期, one more time the limit, by who has it or for them; never once overdue. */
export interface AskExtension {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `incident.suspend`: 挂账 until a moment within a year; once. */
export interface AskSuspension {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
  until: string;
}

/** `incident.rule`: grant or refuse what was asked for. A *return* granted: it was not theirs, `to` has it next. */
export interface RuleIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  on: "extension" | "return" | "suspension" | "void";
  grant: boolean;
  reason?: string;
  to?: string | null;
}

/** `incident.resume`: the clock of a suspended incident runs again before its day. */
export interface ResumeIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `incident.feedback`: 反馈 with photos of before and after, by who handled it or, with a `reason`, for them. */
export interface GiveFeedback {
  id: string;
  exercise?: string | null;
  incident: string;
  note?: string;
  before?: string[];
  after?: string[];
  reason?: string;
}

/** `incident.rework`: 返工, the result is not good; back to the same handler. */
export interface OrderRework {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
  photos?: string[];
}

/** `incident.return`: 回退, "not ours", by who has it. */
export interface ReturnIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `incident.reopen`: a closed incident is open again. */
export interface ReopenIncident {
  id: string;
  exercise?: string | null;
  incident: string;
  reason: string;
}

/** `incident.supervise`: 督办. `to` (ids): who must reply within `within_s` seconds; nobody named: whoever has it and the supervisors of the community. */
export interface OrderSupervision {
  id: string;
  exercise?: string | null;
  incident: string;
  kind: "important" | "leader" | "overdue";
  reason: string;
  to?: string[];
  within_s?: number | null;
}

/** `supervision.reply`: the reply that a 督办 demands. */
export interface ReplySupervision {
  id: string;
  exercise?: string | null;
  supervision: string;
  text: string;
}

/** `incident.call_back`: 回访. *Unsatisfied* needs a note and opens the incident again. */
export interface MakeCallBack {
  id: string;
  exercise?: string | null;
  incident: string;
  outcome: "satisfied" | "unreached" | "unsatisfied";
  note?: string;
}

/** `referral.move`: whom we referred to took it over, or is done. */
export interface MoveReferral {
  id: string;
  exercise?: string | null;
  incident: string;
  referral: string;
  step: "acknowledged" | "closed";
  reference?: string;
  note?: string;
}

/** `handover.answer`: whoever handed the report over to us was told what became of it. */
export interface AnswerHandover {
  id: string;
  exercise?: string | null;
  handover: string;
  note: string;
}

/** `limits.change`: other limits of a category from now on; without a `rule` the built-in ones again. `version`: the one that was looked at, so that two people do not overwrite each other unseen. */
export interface ChangeLimits {
  id: string;
  exercise?: string | null;
  category: string;
  version: number;
  reason: string;
  rule?: CategoryRule | null;
}

/** `attention.take`: the sender has it. `instead`: knowingly, of somebody who has it. */
export interface TakeAttention {
  id: string;
  exercise?: string | null;
  item: string;
  instead?: boolean;
}

/** `attention.give_back`: the sender has it no more; or it comes off the shelf before its time. */
export interface GiveBackAttention {
  id: string;
  exercise?: string | null;
  item: string;
}

/** `attention.shelve`: not now; it comes back by itself. Nothing about life is shelved. */
export interface ShelveAttention {
  id: string;
  exercise?: string | null;
  item: string;
  minutes?: number;
  reason: string;
}

/** `attention.close`: nothing is in it any more. */
export interface CloseAttention {
  id: string;
  exercise?: string | null;
  item: string;
}

/** `warning.receive`: a CAP message, read. Over HTTP it is sent as XML: `POST /api/warnings`. */
export interface ReceiveWarning {
  id: string;
  exercise?: string | null;
  message: CapMessage;
  source?: "hand" | "poll" | "push";
}

/** One CAP 1.2 message. Times are aware. `codes`: the division codes of all its areas, as written. `zh`, `en`: its words by language; `event_code`: the first of our table, else the first at all, else empty. `note`: why, of a cancellation. `digest`: sha256 (hex) of its canonical XML. */
export interface CapMessage {
  identifier: string;
  sender: string;
  sent: string;
  status: "Actual" | "Draft" | "Exercise" | "System" | "Test";
  msg_type: "Alert" | "Cancel" | "Update";
  references?: string[];
  codes?: string[];
  event_code?: string;
  colour?: "blue" | "orange" | "red" | "yellow" | null;
  notice?: "grade1" | "grade2" | "grade3" | "grade4" | null;
  urgency?: string;
  severity?: string;
  certainty?: string;
  zh?: WarningWords | null;
  en?: WarningWords | null;
  onset?: string | null;
  expires?: string | null;
  note?: string;
  digest: string;
}

/** `proposal.take`: the sender prepares the switch to the proposed level. */
export interface TakeProposal {
  id: string;
  exercise?: string | null;
  proposal: string;
}

/** `proposal.dismiss`: the proposed level is not taken, with a reason. */
export interface DismissProposal {
  id: string;
  exercise?: string | null;
  proposal: string;
  reason: string;
}

/** `bulletin.draft`: what the public of `areas` is to be told until `expires`; `refers`: the bulletin that an update or a cancellation is about. */
export interface DraftBulletin {
  id: string;
  exercise?: string | null;
  kind?: "alert" | "cancel" | "update";
  areas: string[];
  hazard: string;
  urgency?: "Expected" | "Future" | "Immediate" | "Past" | "Unknown";
  severity?: "Extreme" | "Minor" | "Moderate" | "Severe" | "Unknown";
  certainty?: "Likely" | "Observed" | "Possible" | "Unknown" | "Unlikely";
  zh: PublicWords;
  en?: PublicWords | null;
  refers?: string | null;
  expires: string;
}

/** `bulletin.release`: the sender agrees; with the second who does, it is public. */
export interface ReleaseBulletin {
  id: string;
  exercise?: string | null;
  bulletin: string;
}

/** `bulletin.drop`: the draft is not released. */
export interface DropBulletin {
  id: string;
  exercise?: string | null;
  bulletin: string;
  reason: string;
}

/** `evacuation.open`: 转移令, with whom it is about. `until`: by when everybody is to be safe. */
export interface OpenEvacuation {
  id: string;
  exercise?: string | null;
  area: string;
  title?: string;
  reason?: string;
  until?: string | null;
  people?: ListEntry[];
}

/** Somebody to be listed. `id`: theirs in the registry (a person in special need, a household); without one, it is made of name, telephone and address, so that the same person added twice is found. */
export interface ListEntry {
  grid: string;
  name: string;
  id: string | null;
  phone: string;
  address: string;
  building: string;
  heads: number;
  source: "hand" | "household" | "need" | "walk_in";
  need: string;
  worker: string;
}

/** `evacuation.close`: with a reason while somebody is not accounted for. */
export interface CloseEvacuation {
  id: string;
  exercise?: string | null;
  evacuation: string;
  reason?: string;
}

/** `evacuee.add`: more people come on the lists. */
export interface AddEvacuees {
  id: string;
  exercise?: string | null;
  evacuation: string;
  people: ListEntry[];
}

/** `evacuee.assign`: somebody else answers for these. */
export interface AssignEvacuees {
  id: string;
  exercise?: string | null;
  evacuees: string[];
  worker: string;
}

/** `evacuee.remove`: they should never have been on the list. */
export interface RemoveEvacuee {
  id: string;
  exercise?: string | null;
  evacuee: string;
  reason: string;
}

/** `evacuee.amend`: who they are was written down wrongly; this is right. Without `heads` as many as before. */
export interface AmendEvacuee {
  id: string;
  exercise?: string | null;
  evacuee: string;
  name: string;
  phone?: string;
  address?: string;
  heads?: number | null;
  reason?: string;
}

/** `evacuee.mark`: told, moved (to a shelter or a relative), refused or returned. `reason`: why they refuse, or why they are sent to a shelter that is full. `paper`: entered later from a printed list, with its own time. */
export interface MarkEvacuee {
  id: string;
  exercise?: string | null;
  evacuee: string;
  to: "moved" | "refused" | "returned" | "told";
  at: string;
  whither?: "relative" | "shelter";
  shelter?: string | null;
  relative_name?: string;
  relative_phone?: string;
  relative_address?: string;
  signed?: "photo" | "signature" | "unsigned";
  photos?: string[];
  heads?: number | null;
  reason?: string;
  note?: string;
  paper?: boolean;
  place?: Place | null;
}

/** `evacuee.arrive`: somebody is at the shelter's door; one who is on no list comes with their name. `reason`: why they are taken in although it is full. */
export interface ArriveEvacuee {
  id: string;
  exercise?: string | null;
  shelter: string;
  at: string;
  evacuee?: string | null;
  name?: string;
  phone?: string;
  address?: string;
  grid?: string | null;
  heads?: number | null;
  reason?: string;
  note?: string;
  paper?: boolean;
}

/** `evacuee.correct`: what was recorded is wrong; this is so. */
export interface CorrectEvacuee {
  id: string;
  exercise?: string | null;
  evacuee: string;
  to: "arrived" | "moved" | "refused" | "returned" | "to_move" | "told";
  reason: string;
  at: string;
  whither?: "relative" | "shelter";
  shelter?: string | null;
  heads?: number | null;
}

/** `shelter.set`: a new shelter, or what changes about one (`shelter`). */
export interface SetShelter {
  id: string;
  exercise?: string | null;
  name: string;
  place: Place;
  capacity: number;
  shelter?: string | null;
  address?: string;
  contact_name?: string;
  contact_phone?: string;
  keepers?: string[];
}

/** `shelter.count`: so many are there. */
export interface CountShelter {
  id: string;
  exercise?: string | null;
  shelter: string;
  counted: number;
  at: string;
  note?: string;
}

/** `shelter.close`: nobody is sent there any more. */
export interface CloseShelter {
  id: string;
  exercise?: string | null;
  shelter: string;
  reason?: string;
}

/** `storm.track`: a storm's track by one agency, or the next version of one that is known (by `code`). By a coordinator it holds at once, by an operator once a coordinator has confirmed it. */
export interface TrackStorm {
  id: string;
  exercise?: string | null;
  code: string;
  name?: string;
  name_en?: string;
  agency: string;
  averaging: "1-min" | "10-min" | "2-min" | "3-min";
  issued_at: string;
  points: TrackPoint[];
  source?: "csv" | "exercise" | "feed" | "form" | "json";
}

/** `storm.confirm`: a proposed version holds from now on, or, with a reason, does not. */
export interface ConfirmStorm {
  id: string;
  exercise?: string | null;
  storm: string;
  version: number;
  accept: boolean;
  reason?: string;
}

/** `storm.end`: it concerns the district no longer. */
export interface EndStorm {
  id: string;
  exercise?: string | null;
  storm: string;
  reason: string;
}

/** `storm.lift`: what is seen outdoors says that people can be sent there again, whatever the model says. */
export interface LiftPeak {
  id: string;
  exercise?: string | null;
  storm: string;
  area: string;
  reason: string;
}

/** `incident.send_out`: somebody is sent outdoors at the peak, for a life. `confirm`: the incident number, typed. */
export interface SendOut {
  id: string;
  exercise?: string | null;
  incident: string;
  confirm: string;
  reason: string;
}

/** `summons.answer`: the sender comes, cannot, is indoors, has seen it; or `person` does, says the sender, who gives a `reason`. *cannot* needs a reason of everybody's. */
export interface AnswerSummons {
  id: string;
  exercise?: string | null;
  summons: string;
  word: "came" | "cannot" | "coming" | "indoors" | "off_duty" | "seen";
  at: string;
  person?: string | null;
  reason?: string;
}

/** `mode.propose`: another level, with the order behind it. */
export interface ProposeMode {
  id: string;
  exercise?: string | null;
  response_plan: string;
  plan_version: number;
  level: 0 | 1 | 2 | 3 | 4;
  mode_version: number;
  reason: string;
  review_at?: string | null;
  below_reason?: string;
  order: Order;
}

/** `mode.approve`: the second person, whom the level allows, switches. */
export interface ApproveMode {
  id: string;
  exercise?: string | null;
  proposal: string;
  mode_version: number;
}

/** `mode.refuse`: a proposal is turned down. */
export interface RefuseMode {
  id: string;
  exercise?: string | null;
  proposal: string;
  reason: string;
}

/** `mode.withdraw`: by whoever proposed it. */
export interface WithdrawMode {
  id: string;
  exercise?: string | null;
  proposal: string;
  reason?: string;
}

/** `mode.switch_alone`: one person, in an emergency, upwards only. `typed`: the level's name. */
export interface SwitchAlone {
  id: string;
  exercise?: string | null;
  response_plan: string;
  plan_version: number;
  level: 0 | 1 | 2 | 3 | 4;
  mode_version: number;
  reason: string;
  review_at?: string | null;
  below_reason?: string;
  typed: string;
  order?: Order | null;
}

/** `mode.countersign`: 补签 of what one person did alone. */
export interface CountersignMode {
  id: string;
  exercise?: string | null;
  version: number;
}

/** `mode.review`: the level is still right, until the next review. */
export interface ReviewMode {
  id: string;
  exercise?: string | null;
  version: number;
  review_at: string;
  reason: string;
}

/** `mode.superior`: what a superior headquarters ordered; level 0: it ended its response. */
export interface RecordSuperior {
  id: string;
  exercise?: string | null;
  threat: "cold" | "flood" | "heat" | "other" | "rainstorm" | "typhoon";
  level: 0 | 1 | 2 | 3 | 4;
  order: Order;
}

/** `response_plan.draft`: another version of a plan, made from version `base` (0: a new plan). */
export interface DraftPlan {
  id: string;
  exercise?: string | null;
  content: ResponsePlan;
  base: number;
  reason: string;
}

/** `response_plan.publish`: by another coordinator than who wrote it. */
export interface PublishPlan {
  id: string;
  exercise?: string | null;
  response_plan: string;
  base: number;
}

/** `response_plan.drop`: a draft is turned down, or taken back by whoever wrote it. */
export interface DropPlan {
  id: string;
  exercise?: string | null;
  response_plan: string;
  reason?: string;
}

/** `grid_task.finish`: a grid's task is done. Who is not of the grid says how they know, in `note`. `paper`: entered later from a printed pack, by whoever answers for the area: `at` is the time written there, `doer` the name. */
export interface FinishGridTask {
  id: string;
  exercise?: string | null;
  area: string;
  grid_task: string;
  at: string;
  note?: string;
  photos?: string[];
  paper?: boolean;
  doer?: string;
}

/** `sitrep.hand_in`: a street confirms its figures, with the losses it counted since the response began; `nothing`: it has nothing to report. Somebody of the centre may do it for a street, with a note how they know. */
export interface HandInSitrep {
  id: string;
  exercise?: string | null;
  sitrep: string;
  street: string;
  nothing?: boolean;
  losses?: Losses | null;
  note?: string;
}

/** `sitrep.cut`: fill the report now, whether its time has come or it was filled before. */
export interface CutSitrep {
  id: string;
  exercise?: string | null;
  sitrep: string;
}

/** `sitrep.send`: it goes to the superior with these words. `cut`: the ledger number of the cut that was read. */
export interface SendSitrep {
  id: string;
  exercise?: string | null;
  sitrep: string;
  cut: number;
  words?: SitrepWords;
}

/** `sitrep.correct`: another report that says what was wrong in one that was sent, filled anew. */
export interface CorrectSitrep {
  id: string;
  exercise?: string | null;
  sitrep: string;
  reason: string;
}

/** `sitrep.drop`: a correction is not sent after all. */
export interface DropSitrep {
  id: string;
  exercise?: string | null;
  sitrep: string;
  reason: string;
}

/** `drill.hold`: it does not come until it is released. */
export interface HoldInject {
  id: string;
  exercise?: string | null;
  inject: string;
}

/** `drill.release`: it comes `in_s` seconds from now, whenever it was planned for. */
export interface ReleaseInject {
  id: string;
  exercise?: string | null;
  inject: string;
  in_s?: number;
}

/** `drill.skip`: it does not come at all. */
export interface SkipInject {
  id: string;
  exercise?: string | null;
  inject: string;
  reason?: string;
}

/** `drill.repeat`: the same comes once more, `in_s` seconds from now, as an inject of its own. */
export interface RepeatInject {
  id: string;
  exercise?: string | null;
  inject: string;
  in_s?: number;
}

/** `drill.add`: an inject that the script has not. `in_s`: seconds from now; without it by its offset. */
export interface AddInject {
  id: string;
  exercise?: string | null;
  inject: Inject;
  in_s?: number | null;
}

/** `drill.pause`: no inject comes and nobody is asked anything. */
export interface PauseDrill {
  id: string;
  exercise?: string | null;
}

/** `drill.resume`: it goes on; everything is due as much later as it stood still. */
export interface ResumeDrill {
  id: string;
  exercise?: string | null;
}

/** `drill.stop`: ENDEX, at one touch. `real_event`: 真实事件. */
export interface StopDrill {
  id: string;
  exercise?: string | null;
  why?: "done" | "real_event" | "stopped";
}

/** `drill.take`: a participant is out of the drill; what they hold in it goes to others. */
export interface TakeOut {
  id: string;
  exercise?: string | null;
  person: string;
}

/** `drill.readmit`: whoever was taken out is in it again. */
export interface Readmit {
  id: string;
  exercise?: string | null;
  person: string;
}

/** `drill.note`: what an observer saw; of an inject, and whether what was expected of it (its index) was `seen`. */
export interface NoteDrill {
  id: string;
  exercise?: string | null;
  text?: string;
  inject?: string | null;
  expectation?: number | null;
  seen?: boolean | null;
}

/** `drill.answer`: a message or contact test is answered. */
export interface AnswerInject {
  id: string;
  exercise?: string | null;
  inject: string;
  text?: string;
}

/** `drill.improve`: something to do better, with owner and date; or, with `improvement`, how it stands by now. Also when the drill is over. `owner`: a person's or unit's id, or empty; `due`: with an offset. */
export interface ImproveDrill {
  id: string;
  exercise?: string | null;
  improvement?: string | null;
  text: string;
  owner?: string;
  owner_name?: string;
  due?: string | null;
  done?: boolean;
}

/** `drill.conclude`: the evaluation's conclusion; the last one counts. Also when the drill is over. */
export interface ConcludeDrill {
  id: string;
  exercise?: string | null;
  text: string;
}

/** `position.update`; not durable. */
export interface UpdatePosition {
  lat: number;
  lon: number;
  accuracy_m: number;
  at: string;
  battery?: number | null;
}

/** `staff.get` */
export interface GetStaff {
  exercise?: string | null;
}

/** `picture.get` */
export interface GetPicture {
  district?: string | null;
  exercise?: string | null;
}

export type AnyFact =
  | PersonRegistered
  | PasswordReset
  | RightsChanged
  | DutyStarted
  | DutyEnding
  | DutyEnded
  | IncidentFiled
  | ReportMerged
  | ReportStored
  | RequestRefused
  | ButtonPressed
  | IncidentReferred
  | DispatchOrdered
  | OfferMade
  | OfferClosed
  | AssignmentMade
  | AssignmentChanged
  | AssignmentEnded
  | NobodyAvailable
  | IncidentEscalated
  | IncidentReassigned
  | IncidentClosed
  | IncidentVoided
  | EntrySetAside
  | TaskDone
  | RollCallOpened
  | RollCallAnswered
  | RollCallEscalated
  | RollCallClosed
  | AlertSent
  | AlertRead
  | AlertEnded
  | SosRaised
  | SosRepeated
  | SosAcknowledged
  | SosEscalated
  | SosEnded
  | TimerStarted
  | TimerAsked
  | TimerAnswered
  | TimerMissed
  | TimerEnded
  | ContactLost
  | ContactEscalated
  | ContactRegained
  | ContactReported
  | ContactLapsed
  | RungTried
  | CallAsked
  | CallDone
  | LadderClosed
  | ExtensionAsked
  | ExtensionGranted
  | ExtensionRefused
  | SuspensionAsked
  | IncidentSuspended
  | SuspensionRefused
  | IncidentResumed
  | FeedbackGiven
  | ReworkOrdered
  | IncidentReturned
  | ReturnRuled
  | VoidAsked
  | VoidRefused
  | IncidentSampled
  | IncidentVerified
  | IncidentReopened
  | SupervisionOrdered
  | SupervisionReplied
  | SupervisionEscalated
  | SupervisionEnded
  | CallBackDue
  | CallBackMade
  | CallBackMissed
  | ReportHandedOver
  | HandoverAnswered
  | HandoverLate
  | ReferralMoved
  | LimitsChanged
  | GroupRostered
  | GroupDissolved
  | PlanSet
  | RosterImported
  | OverrideSet
  | RosterItemEnded
  | SwapAsked
  | SwapAccepted
  | SwapApproved
  | SwapClosed
  | LeaveAsked
  | LeaveApproved
  | LeaveClosed
  | CalendarOpened
  | CalendarClosed
  | ShiftsBegan
  | ShiftsMissed
  | ShiftsOver
  | GapsFound
  | DutyWatched
  | ReliefOpened
  | ReliefSigned
  | ReliefOverdue
  | ReliefClosed
  | SlotOpened
  | SlotUnfilled
  | SlotClosed
  | ArrivalAsked
  | ArrivalAnswered
  | DayOpened
  | RoundStarted
  | RoundFinished
  | VisitRecorded
  | CareOrdered
  | CareClosed
  | DayEnded
  | EveningTold
  | EveningLooked
  | UnitRegistered
  | NeedChanged
  | EscalationSeen
  | IncidentRouted
  | IncidentUrged
  | WarningReceived
  | WarningCancelled
  | WarningExpired
  | CancelForgotten
  | ProposalMade
  | ProposalEscalated
  | ProposalTaken
  | ProposalClosed
  | BulletinDrafted
  | BulletinSigned
  | BulletinReleased
  | BulletinDropped
  | BulletinWaits
  | BulletinOver
  | EvacuationOpened
  | EvacueesListed
  | EvacueesNamed
  | RelativeNamed
  | EvacueesAssigned
  | EvacueeRemoved
  | EvacueeAmended
  | EvacueeTold
  | EvacueeMoved
  | EvacueeRefused
  | EvacueeArrived
  | EvacueeReturned
  | EvacueeCorrected
  | ArrivalsMissing
  | EvacuationOverdue
  | EvacuationClosed
  | ShelterSet
  | ShelterCounted
  | ShelterClosed
  | StormProposed
  | StormTracked
  | StormRejected
  | StormEnded
  | StormWatched
  | OutdoorPeakBegan
  | OutdoorPeakOver
  | DispatchHeld
  | OutdoorOverridden
  | PeopleSummoned
  | SummonsWidened
  | SummonsAnswered
  | SummonsEnded
  | ResponsePlanDrafted
  | ResponsePlanPublished
  | ResponsePlanDropped
  | SuperiorOrdered
  | SwitchProposed
  | SwitchEscalated
  | SwitchClosed
  | ModeSwitched
  | SwitchCarriedOn
  | TasksReconsidered
  | IncidentRetimed
  | ModeReviewed
  | ModeReviewDue
  | ModeCountersigned
  | CountersignMissed
  | RecalledCame
  | RecallMissed
  | RecallEnded
  | GridTasksSet
  | GridTasksTimed
  | GridTaskDone
  | GridTasksMissed
  | GridTasksEnded
  | AttentionOpened
  | AttentionWidened
  | AttentionTaken
  | AttentionShelved
  | AttentionReturned
  | AttentionLooked
  | AttentionClosed
  | AttentionPaced
  | FloodBegan
  | FloodEnded
  | SitrepAsked
  | SitrepRetimed
  | SitrepHandedIn
  | SitrepReminded
  | SitrepCut
  | SitrepItems
  | SitrepLate
  | SitrepSent
  | SitrepDropped
  | SitrepChainClosed
  | DrillStarted
  | CarriedOver
  | ParticipantJoined
  | ParticipantTaken
  | ParticipantBack
  | ParticipantSilenced
  | ParticipantHeard
  | InjectPlanned
  | InjectGiven
  | InjectHeld
  | InjectReleased
  | InjectSkipped
  | InjectAnswered
  | NoticeOver
  | DrillPaused
  | DrillResumed
  | DrillEnded
  | ObserverNoted
  | ImprovementSet
  | ConclusionWritten;

/** Every fact there is, for tests and for telling an unknown one. */
export const FACT_TYPES = [
  "PersonRegistered",
  "PasswordReset",
  "RightsChanged",
  "DutyStarted",
  "DutyEnding",
  "DutyEnded",
  "IncidentFiled",
  "ReportMerged",
  "ReportStored",
  "RequestRefused",
  "ButtonPressed",
  "IncidentReferred",
  "DispatchOrdered",
  "OfferMade",
  "OfferClosed",
  "AssignmentMade",
  "AssignmentChanged",
  "AssignmentEnded",
  "NobodyAvailable",
  "IncidentEscalated",
  "IncidentReassigned",
  "IncidentClosed",
  "IncidentVoided",
  "EntrySetAside",
  "TaskDone",
  "RollCallOpened",
  "RollCallAnswered",
  "RollCallEscalated",
  "RollCallClosed",
  "AlertSent",
  "AlertRead",
  "AlertEnded",
  "SosRaised",
  "SosRepeated",
  "SosAcknowledged",
  "SosEscalated",
  "SosEnded",
  "TimerStarted",
  "TimerAsked",
  "TimerAnswered",
  "TimerMissed",
  "TimerEnded",
  "ContactLost",
  "ContactEscalated",
  "ContactRegained",
  "ContactReported",
  "ContactLapsed",
  "RungTried",
  "CallAsked",
  "CallDone",
  "LadderClosed",
  "ExtensionAsked",
  "ExtensionGranted",
  "ExtensionRefused",
  "SuspensionAsked",
  "IncidentSuspended",
  "SuspensionRefused",
  "IncidentResumed",
  "FeedbackGiven",
  "ReworkOrdered",
  "IncidentReturned",
  "ReturnRuled",
  "VoidAsked",
  "VoidRefused",
  "IncidentSampled",
  "IncidentVerified",
  "IncidentReopened",
  "SupervisionOrdered",
  "SupervisionReplied",
  "SupervisionEscalated",
  "SupervisionEnded",
  "CallBackDue",
  "CallBackMade",
  "CallBackMissed",
  "ReportHandedOver",
  "HandoverAnswered",
  "HandoverLate",
  "ReferralMoved",
  "LimitsChanged",
  "GroupRostered",
  "GroupDissolved",
  "PlanSet",
  "RosterImported",
  "OverrideSet",
  "RosterItemEnded",
  "SwapAsked",
  "SwapAccepted",
  "SwapApproved",
  "SwapClosed",
  "LeaveAsked",
  "LeaveApproved",
  "LeaveClosed",
  "CalendarOpened",
  "CalendarClosed",
  "ShiftsBegan",
  "ShiftsMissed",
  "ShiftsOver",
  "GapsFound",
  "DutyWatched",
  "ReliefOpened",
  "ReliefSigned",
  "ReliefOverdue",
  "ReliefClosed",
  "SlotOpened",
  "SlotUnfilled",
  "SlotClosed",
  "ArrivalAsked",
  "ArrivalAnswered",
  "DayOpened",
  "RoundStarted",
  "RoundFinished",
  "VisitRecorded",
  "CareOrdered",
  "CareClosed",
  "DayEnded",
  "EveningTold",
  "EveningLooked",
  "UnitRegistered",
  "NeedChanged",
  "EscalationSeen",
  "IncidentRouted",
  "IncidentUrged",
  "WarningReceived",
  "WarningCancelled",
  "WarningExpired",
  "CancelForgotten",
  "ProposalMade",
  "ProposalEscalated",
  "ProposalTaken",
  "ProposalClosed",
  "BulletinDrafted",
  "BulletinSigned",
  "BulletinReleased",
  "BulletinDropped",
  "BulletinWaits",
  "BulletinOver",
  "EvacuationOpened",
  "EvacueesListed",
  "EvacueesNamed",
  "RelativeNamed",
  "EvacueesAssigned",
  "EvacueeRemoved",
  "EvacueeAmended",
  "EvacueeTold",
  "EvacueeMoved",
  "EvacueeRefused",
  "EvacueeArrived",
  "EvacueeReturned",
  "EvacueeCorrected",
  "ArrivalsMissing",
  "EvacuationOverdue",
  "EvacuationClosed",
  "ShelterSet",
  "ShelterCounted",
  "ShelterClosed",
  "StormProposed",
  "StormTracked",
  "StormRejected",
  "StormEnded",
  "StormWatched",
  "OutdoorPeakBegan",
  "OutdoorPeakOver",
  "DispatchHeld",
  "OutdoorOverridden",
  "PeopleSummoned",
  "SummonsWidened",
  "SummonsAnswered",
  "SummonsEnded",
  "ResponsePlanDrafted",
  "ResponsePlanPublished",
  "ResponsePlanDropped",
  "SuperiorOrdered",
  "SwitchProposed",
  "SwitchEscalated",
  "SwitchClosed",
  "ModeSwitched",
  "SwitchCarriedOn",
  "TasksReconsidered",
  "IncidentRetimed",
  "ModeReviewed",
  "ModeReviewDue",
  "ModeCountersigned",
  "CountersignMissed",
  "RecalledCame",
  "RecallMissed",
  "RecallEnded",
  "GridTasksSet",
  "GridTasksTimed",
  "GridTaskDone",
  "GridTasksMissed",
  "GridTasksEnded",
  "AttentionOpened",
  "AttentionWidened",
  "AttentionTaken",
  "AttentionShelved",
  "AttentionReturned",
  "AttentionLooked",
  "AttentionClosed",
  "AttentionPaced",
  "FloodBegan",
  "FloodEnded",
  "SitrepAsked",
  "SitrepRetimed",
  "SitrepHandedIn",
  "SitrepReminded",
  "SitrepCut",
  "SitrepItems",
  "SitrepLate",
  "SitrepSent",
  "SitrepDropped",
  "SitrepChainClosed",
  "DrillStarted",
  "CarriedOver",
  "ParticipantJoined",
  "ParticipantTaken",
  "ParticipantBack",
  "ParticipantSilenced",
  "ParticipantHeard",
  "InjectPlanned",
  "InjectGiven",
  "InjectHeld",
  "InjectReleased",
  "InjectSkipped",
  "InjectAnswered",
  "NoticeOver",
  "DrillPaused",
  "DrillResumed",
  "DrillEnded",
  "ObserverNoted",
  "ImprovementSet",
  "ConclusionWritten",
] as const;

export type Status = "assigned" | "closed" | "en_route" | "filed" | "handled" | "held" | "offered" | "on_scene" | "returned" | "suspended" | "unattended" | "voided";

/** Requests that are answered `accepted` and end in one fact. */
export interface DurableRequests {
  "report.submit": SubmitReport;
  "button.press": PressButton;
  "offer.answer": AnswerOffer;
  "assignment.advance": AdvanceAssignment;
  "assignment.confirm": ConfirmArrival;
  "duty.check_in": CheckIn;
  "duty.check_out": CheckOut;
  "incident.dispatch": OrderDispatch;
  "incident.refer": ReferIncident;
  "incident.close": CloseIncident;
  "incident.void": VoidIncident;
  "incident.reassign": ReassignIncident;
  "task.close": CloseTask;
  "incident.call": CallMore;
  "slot.release": ReleaseSlot;
  "incident.seen": MarkSeen;
  "incident.route": RouteIncident;
  "incident.urge": UrgeIncident;
  "unit.set": SetUnit;
  "need.change": ChangeNeed;
  "roster.set_group": SetGroup;
  "roster.dissolve": DissolveGroup;
  "roster.plan": SetPlan;
  "roster.import": ImportRoster;
  "roster.override": SetOverride;
  "roster.withdraw": WithdrawItem;
  "swap.ask": AskSwap;
  "swap.answer": AnswerSwap;
  "swap.decide": DecideSwap;
  "swap.withdraw": WithdrawSwap;
  "leave.ask": AskLeave;
  "leave.decide": DecideLeave;
  "leave.withdraw": WithdrawLeave;
  "relief.sign": SignRelief;
  "contact.report": ReportContact;
  "call.finish": FinishCall;
  "rollcall.open": OpenRollCall;
  "rollcall.answer": AnswerRollCall;
  "rollcall.close": CloseRollCall;
  "sos.raise": RaiseSos;
  "sos.acknowledge": AcknowledgeSos;
  "sos.cancel": CancelSos;
  "timer.start": StartTimer;
  "timer.answer": AnswerTimer;
  "round.start": StartRound;
  "round.finish": FinishRound;
  "visit.record": RecordVisit;
  "care.order": OrderCare;
  "rights.change": ChangeRights;
  "alert.send": SendAlert;
  "alert.read": ReadAlert;
  "alert.withdraw": WithdrawAlert;
  "incident.extend": AskExtension;
  "incident.suspend": AskSuspension;
  "incident.rule": RuleIncident;
  "incident.resume": ResumeIncident;
  "incident.feedback": GiveFeedback;
  "incident.rework": OrderRework;
  "incident.return": ReturnIncident;
  "incident.reopen": ReopenIncident;
  "incident.supervise": OrderSupervision;
  "supervision.reply": ReplySupervision;
  "incident.call_back": MakeCallBack;
  "referral.move": MoveReferral;
  "handover.answer": AnswerHandover;
  "limits.change": ChangeLimits;
  "attention.take": TakeAttention;
  "attention.give_back": GiveBackAttention;
  "attention.shelve": ShelveAttention;
  "attention.close": CloseAttention;
  "warning.receive": ReceiveWarning;
  "proposal.take": TakeProposal;
  "proposal.dismiss": DismissProposal;
  "bulletin.draft": DraftBulletin;
  "bulletin.release": ReleaseBulletin;
  "bulletin.drop": DropBulletin;
  "evacuation.open": OpenEvacuation;
  "evacuation.close": CloseEvacuation;
  "evacuee.add": AddEvacuees;
  "evacuee.assign": AssignEvacuees;
  "evacuee.remove": RemoveEvacuee;
  "evacuee.amend": AmendEvacuee;
  "evacuee.mark": MarkEvacuee;
  "evacuee.arrive": ArriveEvacuee;
  "evacuee.correct": CorrectEvacuee;
  "shelter.set": SetShelter;
  "shelter.count": CountShelter;
  "shelter.close": CloseShelter;
  "storm.track": TrackStorm;
  "storm.confirm": ConfirmStorm;
  "storm.end": EndStorm;
  "storm.lift": LiftPeak;
  "incident.send_out": SendOut;
  "summons.answer": AnswerSummons;
  "mode.propose": ProposeMode;
  "mode.approve": ApproveMode;
  "mode.refuse": RefuseMode;
  "mode.withdraw": WithdrawMode;
  "mode.switch_alone": SwitchAlone;
  "mode.countersign": CountersignMode;
  "mode.review": ReviewMode;
  "mode.superior": RecordSuperior;
  "response_plan.draft": DraftPlan;
  "response_plan.publish": PublishPlan;
  "response_plan.drop": DropPlan;
  "grid_task.finish": FinishGridTask;
  "sitrep.hand_in": HandInSitrep;
  "sitrep.cut": CutSitrep;
  "sitrep.send": SendSitrep;
  "sitrep.correct": CorrectSitrep;
  "sitrep.drop": DropSitrep;
  "drill.hold": HoldInject;
  "drill.release": ReleaseInject;
  "drill.skip": SkipInject;
  "drill.repeat": RepeatInject;
  "drill.add": AddInject;
  "drill.pause": PauseDrill;
  "drill.resume": ResumeDrill;
  "drill.stop": StopDrill;
  "drill.take": TakeOut;
  "drill.readmit": Readmit;
  "drill.note": NoteDrill;
  "drill.answer": AnswerInject;
  "drill.improve": ImproveDrill;
  "drill.conclude": ConcludeDrill;
}

/** Requests answered at once. */
export interface Queries {
  "position.update": UpdatePosition;
  "staff.get": GetStaff;
  "picture.get": GetPicture;
}
