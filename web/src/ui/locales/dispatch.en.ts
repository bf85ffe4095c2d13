// Dispatch: lead and co-handlers, units, tiers
export const facts = {
  SlotOpened: 'More called for',
  SlotUnfilled: 'No co-handler to send',
  SlotClosed: 'Not needed any more',
  ArrivalAsked: 'Asked whether they come',
  ArrivalAnswered: 'On the way, they say',
}
export const tally = { unskilled: 'without the skill {n}' }
export const tiers = { unit: 'unit' }
export const why = { not_arrived: 'never arrived', rights_ended: 'account closed', released: 'not needed' }
export default {
  partMeans: { lead: 'you lead', co: 'help the lead', look: 'look, guard and guide; the unit repairs' },
  arrival: {
    question: 'Are you on your way?',
    until: 'Answer within {time}, or somebody else is sent',
    coming: 'On my way',
    cannot: 'I cannot come',
  },
  part: { lead: 'Lead', co: 'Co-handler', look: 'Looks and guards' },
  slotWhy: { need: 'by its kind', called: 'the handler called for help', ordered: 'ordered' },
  slotEnd: {
    handled: 'handled',
    incident_closed: 'incident over',
    incident_voided: 'incident voided',
    reassigned: 'leads now',
    released: 'not needed',
  },
  slotStatus: {
    open: 'being sent',
    offered: 'awaiting an answer',
    unattended: 'nobody to send',
    assigned: 'accepted',
    en_route: 'on the way',
    on_scene: 'on the scene',
  },
  unitKind: {
    municipal: 'Municipal works',
    greening: 'Greening',
    power: 'Power',
    water: 'Water',
    gas: 'Gas',
    sanitation: 'Sanitation',
    housing: 'Housing',
    traffic: 'Traffic',
    telecom: 'Telecom',
    urban_management: 'Urban management',
  },
  skill: {
    first_aid: 'first aid',
    mediation: 'mediation',
    water_rescue: 'water rescue',
    climbing: 'work at height',
    fire: 'fire-fighting',
    leader: 'leading others',
    sign_language: 'sign language',
  },
  absence: { empty: 'nobody appointed', off_duty: 'nobody on duty', unreachable: 'cannot be reached' },
  skipped: '{level} passed over ({why})',
  lacking: { unit: 'no unit for {what} could be sent', skill: 'nobody with {what}' },
  overrode: {
    off_duty: 'although off duty',
    busy: 'although busy',
    unreachable: 'although out of reach',
    asked: 'although they declined or were silent',
    reporter: 'although they reported it',
    unskilled: 'although without the skill',
  },
}
