// Reports upward: first, follow-up, final, correction.
export const sitrepFacts = {
  SitrepAsked: 'Report due',
  SitrepRetimed: 'Report due at another time',
  SitrepHandedIn: 'Street handed in',
  SitrepReminded: 'Streets reminded',
  SitrepCut: 'Figures filled in',
  SitrepItems: 'Lists behind the figures',
  SitrepLate: 'Report is late',
  SitrepSent: 'Report sent upward',
  SitrepDropped: 'Correction dropped',
  SitrepChainClosed: 'Reports filed away',
}
export const sitrepMethods = {
  sitrep: {
    hand_in: 'Hand in',
    cut: 'Fill in figures',
    send: 'Send upward',
    correct: 'Correct',
    drop: 'Drop',
  },
}
export const sitrep = {
  tab: 'Reports upward',
  kind: { first: 'First report', followup: 'Follow-up', final: 'Final report', correction: 'Correction' },
  issue: 'No. {n}',
  dueAt: 'to be sent by {at}',
  filedAway: 'no more corrections',
  nothing: 'Nothing to report',
  late: 'late',
  missing: 'Not handed in: {streets}',
  item: {
    incident: 'Incidents',
    evacuee: 'People to move',
    shelter: 'Shelters',
    person: 'People',
    unit: 'Units',
    tasks: 'Tasks',
    warning: 'Warnings',
    grid: 'Grids',
    street: 'Streets',
  },
}
