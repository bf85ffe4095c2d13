// Storms: tracks, arrivals, being indoors, what the peak holds back
export const facts = {
  StormProposed: 'Storm track to confirm',
  StormTracked: 'Storm track',
  StormRejected: 'Storm track not confirmed',
  StormEnded: 'Storm over',
  StormWatched: 'Storm watched',
  OutdoorPeakBegan: 'Nobody sent outdoors',
  OutdoorPeakOver: 'People sent outdoors again',
  DispatchHeld: 'Held until the winds pass',
  OutdoorOverridden: 'Sent out at the peak',
}
export const status = { held: 'Held: winds' }
export const deadline = { peak: 'After the winds' }
export default {
  version: 'version {n} · {agency}',
  trackOver: 'its track was over for a day',
  peakGrids: 'force {force} about to reach {n} grids',
  overGrids: '{n} grids',
  stillOut: '{n} people still out',
  heldUntil: 'until {time}, when the winds have passed',
  heldOpen: 'until the winds have passed',
}
