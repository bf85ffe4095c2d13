// 台风：路径、到达、室内避险、暂缓外派
export const facts = {
  StormProposed: '台风路径待确认',
  StormTracked: '台风路径更新',
  StormRejected: '台风路径退回',
  StormEnded: '台风解除',
  StormWatched: '台风值守',
  OutdoorPeakBegan: '停止室外派遣',
  OutdoorPeakOver: '恢复室外派遣',
  DispatchHeld: '暂缓外派',
  OutdoorOverridden: '破例外派',
}
export const status = { held: '暂缓外派' }
export const deadline = { peak: '风后派遣' }
export default {
  version: '第 {n} 版 · {agency}',
  trackOver: '路径已过一天',
  peakGrids: '{n} 个网格将到 {force} 级风',
  overGrids: '{n} 个网格',
  stillOut: '仍有 {n} 人在外',
  heldUntil: '至 {time} 风后派遣',
  heldOpen: '风后派遣',
}
