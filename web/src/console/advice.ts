// What to ask a caller, and whom to call first, by category. Our own defaults, in the operator's two languages.
import type { FirstLine } from '@/wire/replies'

type Words = [zh: string, en: string]

const WHERE: Words = ['具体位置？楼栋、单元、房号', 'Where exactly? Building, entrance, room']
const HURT: Words = ['有没有人受伤、被困？', 'Is anybody hurt or trapped?']
const CAN_TALK: Words = ['能说话吗？清醒吗？呼吸正常吗？', 'Can they talk? Conscious? Breathing normally?']

const QUESTIONS: Record<string, Words[]> = {
  'grid.rescue': [
    CAN_TALK,
    ['哪里不舒服？摔倒了吗？', 'What hurts? A fall?'],
    ['门能开吗？谁有钥匙？', 'Can the door be opened? Who has a key?'],
  ],
  'grid.medical': [
    CAN_TALK,
    ['年龄、病史、正在用的药？', 'Age, history, medicines?'],
    WHERE,
    ['有人能下楼接救护车吗？', 'Can somebody meet the ambulance?'],
  ],
  'grid.fire': [
    WHERE,
    ['烧的是什么？有没有煤气罐、电动车？', 'What is burning? Gas bottles, e-bikes?'],
    HURT,
    ['请大家弯腰、捂口鼻、走楼梯', 'Stay low, cover mouth, take the stairs'],
  ],
  'grid.gas': [
    ['不要开关电器、不要打电话，先开窗出门', 'No switches, no phone inside: open windows, get out'],
    WHERE,
    ['阀门关了吗？', 'Is the valve shut?'],
    HURT,
  ],
  'event.0403': [['有没有明火、能否隔离现场？', 'Any flame? Can people be kept away?'], WHERE, HURT],
  'grid.lost_person': [
    ['姓名、年龄、衣着、身高', 'Name, age, clothes, height'],
    ['最后在哪里、几点看到？', 'Last seen where and when?'],
    ['有无疾病、会说自己名字吗？', 'Any illness? Can they say their name?'],
  ],
  'grid.crime': [['现在安全吗？人还在现场吗？', 'Are you safe? Are they still there?'], WHERE, HURT],
  'grid.dispute': [
    ['有没有动手、有没有器械？', 'Any violence or weapons?'],
    ['双方是谁，为什么事？', 'Who, and about what?'],
  ],
  'grid.service': [
    ['需要办什么？什么时候方便上门？', 'What is needed? When may somebody call?'],
    ['身边有家人吗？', 'Is family there?'],
  ],
  'event.0401': [
    ['坑多大？下面有没有管线？', 'How large? Pipes below?'],
    HURT,
    ['路封了吗？', 'Is the road closed?'],
  ],
  'event.0402': [['水往哪里流？影响几栋楼？', 'Where does the water go? How many buildings?'], WHERE],
  'event.0404': [['污水进屋了吗？井号多少？', 'Sewage indoors? Manhole number?'], WHERE],
  'event.0406': [
    ['水多深？没过脚踝、膝盖还是车轮？', 'How deep? Ankle, knee or wheel?'],
    ['还在涨吗？有没有人、车被困？', 'Still rising? Anybody trapped?'],
    ['附近有老人、低洼户吗？', 'Elderly people or low-lying homes near?'],
  ],
  'event.0408': [
    ['离开十米以上，别碰', 'Keep ten metres away, do not touch'],
    ['杆号多少？', 'Pole number?'],
    HURT,
  ],
  'event.0601': [
    ['压到人、车、电线了吗？', 'On people, cars, wires?'],
    ['路还能走吗？', 'Can the road be used?'],
  ],
  'event.0602': [HURT, ['里面平时住几个人？', 'How many live there?'], WHERE],
}
const COMPONENT: Words[] = [
  ['牌上的编号是多少？', 'What number is on it?'],
  ['会不会伤到人？', 'Could it hurt somebody?'],
]
const ANY: Words[] = [WHERE, ['什么时候开始的？', 'Since when?'], HURT]

const FIRST: Record<string, FirstLine[]> = {
  'grid.rescue': ['120'],
  'grid.medical': ['120'],
  'grid.fire': ['119'],
  'grid.gas': ['gas', '119'],
  'event.0403': ['gas', '119'],
  'grid.crime': ['110'],
  'grid.lost_person': ['110'],
  'event.0401': ['municipal', '110'],
  'event.0402': ['water'],
  'event.0404': ['municipal'],
  'event.0408': ['power'],
  'event.0602': ['119', '120'],
  'component.0101': ['water'],
  'component.0105': ['power'],
  'component.0106': ['municipal'],
  'component.0201': ['110'],
}
export const FIRST_LINES: FirstLine[] = ['119', '120', '110', 'gas', 'water', 'power', 'municipal']
/** What to dial, where one number is the whole country's. */
export const NUMBERS: Partial<Record<FirstLine, string>> = {
  119: '119',
  120: '120',
  110: '110',
  power: '95598',
  municipal: '12345',
}

export function questionsFor(category: string, chinese: boolean): string[] {
  if (!category) return []
  const words = QUESTIONS[category] ?? (category.startsWith('component.') ? COMPONENT : ANY)
  return words.map(([zh, en]) => (chinese ? zh : en))
}
export const firstLineFor = (category: string): FirstLine[] => FIRST[category] ?? []
