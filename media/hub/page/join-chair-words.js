// What the chair's panel says, in two languages.

const zh = {
  title: '主席控制', idle: '没有会商', counts: (live, all) => `在会 ${live} / ${all}`,
  calling_roll: '点名中', broadcasting: (name) => `正在广播：${name}`, has_floor: (name) => `发言：${name}`,
  refused: (reason) => `未执行：${reason}`,
  mute_all: '全体静音', cancel: '取消', cancel_all: '取消点名、广播、轮询', end: '结束会商', sure: '再按一次结束',
  give_floor: '请发言', roll_call: '点名', broadcast: '广播', mute: '静音', unmute: '解除静音',
  lower_hand: '放下手', admit: '准入', call: '呼叫',
  live: '在会', muted: '静音', speaking: '发言中', hand: '举手', weak: '线路差',
  waiting: '等候', calling: '呼叫中', absent: '未入会', left: '已离开',
};

const en = {
  title: 'Chair', idle: 'No conference', counts: (live, all) => `in ${live} of ${all}`,
  calling_roll: 'roll call', broadcasting: (name) => `broadcast: ${name}`, has_floor: (name) => `floor: ${name}`,
  refused: (reason) => `Not done: ${reason}`,
  mute_all: 'Mute all', cancel: 'Cancel', cancel_all: 'Cancel roll call, broadcast, polling', end: 'End', sure: 'Press again to end',
  give_floor: 'Give the floor', roll_call: 'Roll call', broadcast: 'Broadcast', mute: 'Mute', unmute: 'Unmute',
  lower_hand: 'Lower hand', admit: 'Admit', call: 'Call',
  live: 'in conference', muted: 'muted', speaking: 'speaking', hand: 'hand up', weak: 'weak line',
  waiting: 'waiting', calling: 'calling', absent: 'not in', left: 'left',
};

export const chairWords = { zh, en };
