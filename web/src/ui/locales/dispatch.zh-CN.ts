// 派单：主办、协办、单位、层级
export const facts = {
  SlotOpened: '增派',
  SlotUnfilled: '协办无人可派',
  SlotClosed: '撤销增派',
  ArrivalAsked: '到场核问',
  ArrivalAnswered: '答复在途',
}
export const tally = { unskilled: '不具备技能 {n}' }
export const tiers = { unit: '专业部门' }
export const why = { not_arrived: '逾时未到', rights_ended: '账号停用', released: '不再需要' }
export default {
  partMeans: { lead: '由您主办', co: '协助主办人', look: '察看、守护、引导，不替专业部门抢修' },
  arrival: {
    question: '您在路上吗？',
    until: '请在 {time} 内答复，否则改派他人',
    coming: '在路上',
    cannot: '去不了',
  },
  part: { lead: '主办', co: '协办', look: '察看守护' },
  slotWhy: { need: '按类别配备', called: '处置人求援', ordered: '指挥增派' },
  slotEnd: {
    handled: '已办好',
    incident_closed: '事件已结',
    incident_voided: '事件作废',
    reassigned: '改任主办',
    released: '不再需要',
  },
  slotStatus: {
    open: '正在派',
    offered: '等待答复',
    unattended: '无人可派',
    assigned: '已接单',
    en_route: '在途',
    on_scene: '到场',
  },
  unitKind: {
    municipal: '市政',
    greening: '园林绿化',
    power: '供电',
    water: '供水',
    gas: '燃气',
    sanitation: '环卫',
    housing: '住建',
    traffic: '交通',
    telecom: '通信',
    urban_management: '城管',
  },
  skill: {
    first_aid: '急救',
    mediation: '调解',
    water_rescue: '水上救援',
    climbing: '登高',
    fire: '消防',
    leader: '带队',
    sign_language: '手语',
  },
  absence: { empty: '无人任职', off_duty: '无人在岗', unreachable: '联系不上' },
  skipped: '跳过{level}（{why}）',
  lacking: { unit: '{what}单位派不出', skill: '缺{what}' },
  overrode: {
    off_duty: '不在岗仍派',
    busy: '有任务仍派',
    unreachable: '联系不上仍派',
    asked: '已拒绝或未应仍派',
    reporter: '本人上报仍派',
    unskilled: '不具备技能仍派',
  },
}
