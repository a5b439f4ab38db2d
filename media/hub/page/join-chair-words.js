// What the chair's panel says, in two languages.

const zhReasons = {
  'no such node': '没有这个会场', 'no conference is held': '没有会商', 'is not in the conference': '该会场不在会中',
  'takes part already': '该会场已在会中', 'is not waiting': '该会场不在等候', 'no roll call goes on': '没有在点名',
  'nobody is named': '没有可点名的会场', 'is not on the list of the roll call': '该会场不在点名单上',
  'this is done in the command room': '请在指挥室操作', 'this site does not hold the chair': '本机已不是主席',
};

const zh = {
  title: '主席控制', idle: '没有会商', counts: (live, all) => `在会 ${live} / ${all}`,
  broadcasting: (name) => `正在广播：${name}`, has_floor: (name) => `发言：${name}`,
  refused: (reason) => `未执行：${zhReasons[reason] ?? reason}`,
  roll_all: '点名全部', call_absent: '呼叫未到', mute_all: '全体静音', forbid_unmute: '禁止自行开麦', allow_unmute: '允许自行开麦',
  cancel: '取消', cancel_all: '取消点名、广播、轮询', end: '结束会商', sure: '再按一次结束',
  give_floor: '请发言', take_floor: '收回发言权', roll_call: '点名', broadcast: '广播', end_broadcast: '停止广播', mute: '静音', unmute: '解除静音',
  lower_hand: '放下手', admit: '准入', call: '呼叫',
  lock: '锁定', unlock: '解锁', lock_title: '锁定后，未呼叫的会场不能加入', locked: '已锁定',
  live: '在会', muted: '静音', speaking: '发言中', hand: (place) => `举手 ${place}`, weak: '线路差',
  waiting: '等候', calling: '呼叫中', absent: '未入会', left: '已离开',
  back: '上一个', next: '下一个', stop: '结束点名', is_called: '正在点名', awaits: '等待应答', not_yet: '未点到',
  counted: (done, all, present) => `已点 ${done} / ${all} · 到会 ${present}`,
  results: { present: '到会', no_answer: '无应答', no_picture: '无图像', no_sound: '无声音', bad_line: '线路差' },
  by_hand: '（人工）', by_hand_title: '人工标记结果', show_results: '点名结果', show_sites: '返回会场',
};

const en = {
  title: 'Chair', idle: 'No conference', counts: (live, all) => `in ${live} of ${all}`,
  broadcasting: (name) => `broadcast: ${name}`, has_floor: (name) => `floor: ${name}`,
  refused: (reason) => `Not done: ${reason}`,
  roll_all: 'Roll call all', call_absent: 'Call absent', mute_all: 'Mute all', forbid_unmute: 'Forbid self-unmute', allow_unmute: 'Allow self-unmute',
  cancel: 'Cancel', cancel_all: 'Cancel roll call, broadcast, polling', end: 'End', sure: 'Press again to end',
  give_floor: 'Give the floor', take_floor: 'Take floor', roll_call: 'Roll call', broadcast: 'Broadcast', end_broadcast: 'End broadcast', mute: 'Mute', unmute: 'Unmute',
  lower_hand: 'Lower hand', admit: 'Admit', call: 'Call',
  lock: 'Lock', unlock: 'Unlock', lock_title: 'While locked, no site joins that was not called', locked: 'locked',
  live: 'in conference', muted: 'muted', speaking: 'speaking', hand: (place) => `hand ${place}`, weak: 'weak line',
  waiting: 'waiting', calling: 'calling', absent: 'not in', left: 'left',
  back: 'Back', next: 'Next', stop: 'End roll call', is_called: 'called now', awaits: 'awaits answer', not_yet: 'not called',
  counted: (done, all, present) => `called ${done} of ${all} · ${present} present`,
  results: { present: 'present', no_answer: 'no answer', no_picture: 'no picture', no_sound: 'no sound', bad_line: 'bad line' },
  by_hand: ' (by hand)', by_hand_title: 'Result by hand', show_results: 'Results', show_sites: 'Sites',
};

export const chairWords = { zh, en };
