// Made by `python -m command.wire.generate` from command/domain and command/wire. Do not edit.
// Times are RFC 3339 strings, ids UUIDv7 strings, distances metres.

/** What every fact carries on the wire: its ledger number, the district's time and where it happened. */
export interface Entry {
  number: number;
  at: string;
  district: string;
  exercise?: string;
}

/** An account (person, device or kiosk) exists. `areas`: division or grid codes it answers for. */
export interface PersonRegistered extends Entry {
  type: "PersonRegistered";
  person: string;
  name: string;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "kiosk" | "operator" | "supervisor" | "worker")[];
  areas: string[];
  language?: string;
  watch_leader?: boolean;
}

/** What a person may see and do changed; `active=False` means no longer anything. */
export interface RightsChanged extends Entry {
  type: "RightsChanged";
  person: string;
  roles: ("admin" | "auditor" | "coordinator" | "device" | "kiosk" | "operator" | "supervisor" | "worker")[];
  areas: string[];
  watch_leader?: boolean;
  active?: boolean;
  by?: string;
}

/** A person checked in; offers may reach them from now on. */
export interface DutyStarted extends Entry {
  type: "DutyStarted";
  request?: string | null;
  person: string;
  name?: string;
  place?: Spot | null;
  reported_at?: string | null;
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

/** A person checked out. */
export interface DutyEnded extends Entry {
  type: "DutyEnded";
  request?: string | null;
  person: string;
  reported_at?: string | null;
}

/** 立案: a report became an incident of its own. `reasons` say why the priority is what it is. */
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
  next?: Deadline | null;
}

/** Who called the operator. Never shown on a kiosk. */
export interface Caller {
  name?: string;
  phone?: string;
}

/** The next moment at which silence about an incident is acted on. Unique by (incident, round, step). */
export interface Deadline {
  kind: "answer" | "arrive" | "confirm" | "dispatch" | "finish" | "retry" | "verify";
  round: number;
  step: number;
  due: string;
}

/** A report was added to an open incident. `distance_m` from its first report. */
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
  to: "110" | "119" | "120" | "gas" | "municipal" | "power" | "water";
  reference?: string;
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
  next: Deadline;
}

/** Why this person was chosen: tier of closeness, metres from the incident, and who was passed over. */
export interface Choice {
  tier: "community" | "district" | "named" | "own_grid" | "street";
  distance_m?: number | null;
  considered?: number;
  passed_over?: Record<string, number>;
}

/** An offer is over without an assignment to it, or was answered. `why`: who or what ended it. */
export interface OfferClosed extends Entry {
  type: "OfferClosed";
  request?: string | null;
  offer: string;
  incident: string;
  person: string;
  why: "declined" | "expired" | "incident_closed" | "off_duty" | "withdrawn";
  reason?: string;
  by?: string;
}

/** A person has the incident. Carries all the phone needs; `offer` is the one that was accepted, if any. */
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
  next: Deadline;
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
}

/** An assignment was taken back: reassigned, or the incident closed or voided under it. */
export interface AssignmentEnded extends Entry {
  type: "AssignmentEnded";
  assignment: string;
  incident: string;
  person: string;
  why: "incident_closed" | "incident_voided" | "reassigned";
  by?: string;
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
}

/** 无人可派 in numbers: how many people there are and why none of them could be sent. */
export interface Tally {
  people?: number;
  off_duty?: number;
  unreachable?: number;
  busy?: number;
  asked?: number;
  reporter?: number;
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

/** An open incident. `number` is the ledger number of its filing: short enough to say over a radio. */
export interface Incident {
  id: string;
  number: number;
  category: string;
  disposition: "help" | "mine" | "settled";
  priority: 1 | 2 | 3 | 4;
  reasons: string[];
  status: "assigned" | "closed" | "en_route" | "filed" | "handled" | "offered" | "on_scene" | "unattended" | "voided";
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

/** 已转: the first line was called about an incident, when and by whom, with the reference they gave. */
export interface Referral {
  to: "110" | "119" | "120" | "gas" | "municipal" | "power" | "water";
  reference: string;
  by: string;
  by_name: string;
  at: string;
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
}

/** A running assignment: somebody has the incident. */
export interface Assignment {
  id: string;
  incident: string;
  person: string;
  person_name: string;
  priority: 1 | 2 | 3 | 4;
  status: "assigned" | "done" | "en_route" | "failed" | "on_scene";
  made_at: string;
  changed_at: string;
}

/** Something an operator must look at: an entry that was set aside. */
export interface Task {
  id: string;
  method: string;
  sender: string;
  error: string;
  at: string;
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
  rollcalls: RollCall[];
  sos: Sos[];
  timers: Timer[];
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

/** Grid workers: all, and on duty. */
export interface Headcount {
  workers: number;
  on_duty: number;
}

/** What waits in the inbox: entries by lane, milliseconds the oldest has waited, open incidents without a deadline (must be 0), and how old this reading is. None of it is known when `at_ms_ago` is None. */
export interface Lag {
  urgent: number;
  routine: number;
  oldest_ms: number;
  without_deadline: number;
  at_ms_ago: number | null;
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

/** The answer to `staff.get`: a phone's snapshot. `pending`: the sender's durable requests not yet decided. */
export interface StaffAnswer {
  epoch: string;
  offset: number;
  server_time: string;
  duty: DutyState;
  offers: OfferView[];
  assignments: AssignmentView[];
  alerts: (Record<string, string>)[];
  pending: (Record<string, string>)[];
  rollcalls: RollCallView[];
  sos: Sos[];
  timers: Timer[];
  centre_phone: string;
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
}

/** A running assignment of the reader. */
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

/** `report.submit` */
export interface SubmitReport {
  id: string;
  category: string;
  disposition: "help" | "mine" | "settled";
  text?: string;
  at: string;
  place: Place;
  photos?: string[];
  hazard?: "life" | "none" | "property";
  caller?: Caller | null;
  exercise?: string | null;
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

/** `button.press`: a call button says that it was pressed; red for rescue, green for a service. */
export interface PressButton {
  id: string;
  button: "green" | "red";
  at: string;
}

/** `offer.answer`; `reason` is needed when answering for somebody else. */
export interface AnswerOffer {
  id: string;
  offer: string;
  answer: "accept" | "decline";
  reason?: string;
}

/** `assignment.advance`; steps may be skipped forwards, never backwards. */
export interface AdvanceAssignment {
  id: string;
  assignment: string;
  to: "done" | "en_route" | "failed" | "on_scene";
  at: string;
  note?: string;
  photos?: string[];
  reason?: string;
}

/** `duty.check_in` */
export interface CheckIn {
  id: string;
  at: string;
  place?: Place | null;
}

/** `duty.check_out` */
export interface CheckOut {
  id: string;
  at: string;
  place?: Place | null;
}

/** `incident.dispatch`: 派单 now, of an incident that is held or that nobody could be found for. */
export interface OrderDispatch {
  id: string;
  incident: string;
}

/** `incident.refer`: 已转, the first line was called; `reference` is what they gave, if anything. */
export interface ReferIncident {
  id: string;
  incident: string;
  to: "110" | "119" | "120" | "gas" | "municipal" | "power" | "water";
  reference?: string;
}

/** `incident.close`: 核查结案 by somebody other than the handler. */
export interface CloseIncident {
  id: string;
  incident: string;
  outcome?: "handled" | "no_action";
  note?: string;
}

/** `incident.void`: 作废, by a watch leader, with a reason. */
export interface VoidIncident {
  id: string;
  incident: string;
  reason: string;
}

/** `incident.reassign`: 改派, to a named person (`to`) or back to dispatch, with a reason. */
export interface ReassignIncident {
  id: string;
  incident: string;
  reason: string;
  to?: string | null;
}

/** `task.close`: an operator dealt with an entry that was set aside. */
export interface CloseTask {
  id: string;
  task: string;
  note?: string;
}

/** `rollcall.open`: 点名, everybody on duty in `area` must answer within `within_s` seconds. */
export interface OpenRollCall {
  id: string;
  area: string;
  within_s?: number;
  reason?: string;
}

/** `rollcall.answer`: the sender is safe; or, with a `reason`, `person` is, says the sender. */
export interface AnswerRollCall {
  id: string;
  rollcall: string;
  at: string;
  person?: string | null;
  reason?: string;
}

/** `rollcall.close`: ended although not everybody answered. */
export interface CloseRollCall {
  id: string;
  rollcall: string;
  reason: string;
}

/** `sos.raise`: the sender calls for help. Without a place it is sent all the same. */
export interface RaiseSos {
  id: string;
  at: string;
  place?: Place | null;
}

/** `sos.acknowledge`: seen; `coming`: and on the way there. */
export interface AcknowledgeSos {
  id: string;
  sos: string;
  at: string;
  coming?: boolean;
}

/** `sos.cancel`: by whoever raised it within seconds (`sos` may be the id of their request), or with a reason. */
export interface CancelSos {
  id: string;
  sos: string;
  at: string;
  reason?: string;
}

/** `timer.start`: the sender goes into danger for so many minutes. */
export interface StartTimer {
  id: string;
  minutes: number;
  at: string;
  note?: string;
}

/** `timer.answer`: well and still there (`safe`), or `out` of danger. For somebody else with a reason. */
export interface AnswerTimer {
  id: string;
  timer: string;
  at: string;
  answer: "out" | "safe";
  reason?: string;
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
}

/** `picture.get` */
export interface GetPicture {
  district?: string | null;
  exercise?: string | null;
}

export type AnyFact =
  | PersonRegistered
  | RightsChanged
  | DutyStarted
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
  | SosRaised
  | SosRepeated
  | SosAcknowledged
  | SosEscalated
  | SosEnded
  | TimerStarted
  | TimerAsked
  | TimerAnswered
  | TimerMissed
  | TimerEnded;

/** Every fact there is, for tests and for telling an unknown one. */
export const FACT_TYPES = [
  "PersonRegistered",
  "RightsChanged",
  "DutyStarted",
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
] as const;

export type Status = "assigned" | "closed" | "en_route" | "filed" | "handled" | "offered" | "on_scene" | "unattended" | "voided";

/** Requests that are answered `accepted` and end in one fact. */
export interface DurableRequests {
  "report.submit": SubmitReport;
  "button.press": PressButton;
  "offer.answer": AnswerOffer;
  "assignment.advance": AdvanceAssignment;
  "duty.check_in": CheckIn;
  "duty.check_out": CheckOut;
  "incident.dispatch": OrderDispatch;
  "incident.refer": ReferIncident;
  "incident.close": CloseIncident;
  "incident.void": VoidIncident;
  "incident.reassign": ReassignIncident;
  "task.close": CloseTask;
  "rollcall.open": OpenRollCall;
  "rollcall.answer": AnswerRollCall;
  "rollcall.close": CloseRollCall;
  "sos.raise": RaiseSos;
  "sos.acknowledge": AcknowledgeSos;
  "sos.cancel": CancelSos;
  "timer.start": StartTimer;
  "timer.answer": AnswerTimer;
}

/** Requests answered at once. */
export interface Queries {
  "position.update": UpdatePosition;
  "staff.get": GetStaff;
  "picture.get": GetPicture;
}
