// People who are called by name until they are heard of.
export const summonsFacts = {
  PeopleSummoned: 'People called by name',
  SummonsWidened: 'Not heard of: more are called',
  SummonsAnswered: 'Heard of',
  SummonsEnded: 'No more calling',
}
export const summonsMethods = { summons_answer: 'Answer a call' }
export const summons = {
  title: 'Called by name',
  none: 'Nobody is being called',
  kind: {
    outdoors: 'Outdoors at the peak',
    arrivals: 'Moved, not arrived',
    proposal: 'A proposed level, undecided',
    recall: 'Called in, no answer',
    sitrep: 'Report upward, late',
    handin: 'Street has not handed in',
  },
  onWall: {
    outdoors: '{n} outdoors at the peak, not heard of',
    arrivals: 'Moved, not arrived: {n} called to look',
    proposal: 'A proposed level is undecided: {n} called',
    recall: '{n} called in, no answer',
    sitrep: 'A report upward is late: {n} called',
    handin: 'Streets have not handed in: {n} called',
  },
  word: {
    coming: 'coming',
    cannot: 'cannot come',
    came: 'here',
    indoors: 'indoors',
    seen: 'seen',
    off_duty: 'off duty',
  },
  unheard: '{n} not heard of',
  asks: 'Called: {names}',
  turn: 'time {n}',
  answerFor: 'Answer for them',
  answerWhy: 'How you know (reached by telephone, say)',
  field: {
    outdoors: 'Peak of the winds: go indoors now',
    outdoorsText:
      'The peak has reached your grid. Stop all outdoor work, go into the nearest solid building, then press the button.',
    missing: 'Somebody of yours is outdoors and silent',
    missingText: 'Try to reach: {names}. When you have, you or an operator says so for them.',
    recall: 'You are called in',
    recallText: 'A response level is in force. Say now whether you can come.',
    recallMissing: 'People of yours have not answered',
    arrivals: 'Moved people have not arrived',
    arrivalsText: '{n} entries were moved and are not at their shelter: open the list and look for them.',
    proposal: 'A proposed level is undecided',
    proposalText: 'A warning proposes a response level and nobody has decided: open the console.',
    sitrep: 'A report upward is late',
    sitrepText:
      'The report to the superior is past its time and not sent: open Reports upward on the console and send it. Then nobody is called any more.',
    handin: 'Your street has not handed in',
    handinText:
      'The figures were cut without your street: open Reports upward on the console and hand in (or say that there is nothing). Then nobody is called any more.',
    sending: 'Sending…',
    why: 'Why you cannot come',
    send: 'Say that I cannot',
  },
}
