// What the page says, in two languages. A value may be a function of what it tells.

// of a tour that stands
const TOUR_ZH = { paused: '，已暂停', taken: '，画面格被占用', steered: '，有人在操控云台' };
const TOUR_EN = { paused: ', paused', taken: ', its cell is in use', steered: ', somebody turns its camera' };

const zh = {
  title: '指挥室', other: 'English', simulated: '模拟', leave: '退出',
  token: '控制口令', enter: '进入',
  token_hint: '口令由指挥室的管理员提供（site 目录 state/secrets.toml 里的 control）。只保存在这个浏览器窗口里，关闭即忘。',
  open_hint: '本页目前只在指挥室这台电脑上能打开。要让手机、平板使用：请管理员按 docs/control-api.md“手机和平板”一节设置证书和监听地址。',
  wrong_token: '口令不对。请核对后再输入一次（注意大小写）。',
  expired: '口令已失效，请重新输入。',
  unreachable: '连不上指挥室。请检查网络，指挥室程序是否在运行。',
  busy: '指挥室的窗口没有及时回应，请稍后再试。',
  failed: (why) => `没有完成：${why}`,
  line_connecting: '正在连接…', line_open: '已连接，实时更新',
  line_lost: (at) => `与指挥室断开，正在重连。画面停在 ${at}`,
  wall: '墙面', tab_wall: '墙面', tab_switch: '布局', tab_cases: '案件',
  layouts: '布局', scenes: '场景', tours: '轮巡', cases: '未结案件', room: '指挥室',
  now: '当前', layout_cells: (n) => `${n} 格`,
  figures: (live, all) => `${live} / ${all} 格有实时画面`,
  large_hint: '点画面放大', live: '实时', connecting: '正在连接…', stale: (s) => s === null ? '画面停住' : `画面停在 ${s} 秒前`,
  lost: '中断', off: '空', replay: '回放', no_picture: '没有画面',
  program: '会商画面', map: '地图', leaders: '领导画面', replay_of: (name) => `${name}（回放）`,
  screens: '屏幕', screen_own: '操作台',
  ask_layout: (name, screen) => `把${screen ? `屏幕 ${screen} ` : '墙面'}换成布局“${name}”？`,
  ask_scene: (name) => `切换到场景“${name}”？`,
  ask_tour: (name, screen) => `${screen ? `在屏幕 ${screen} ` : ''}开始轮巡“${name}”？`,
  ask_tour_end: (name, where) => `停止轮巡“${name}”（${where}）？`,
  where: '位置', whole_wall: '整个墙面', in_cell: (cell, name) => `第 ${cell} 格` + (name ? `：${name}` : ''),
  tour_at: (where, stop, stops, state) => `${where} · ${stop}/${stops}` + (TOUR_ZH[state] ?? ''),
  tour_back: '上一站', tour_pause: '暂停', tour_resume: '继续', tour_next: '下一站', tour_stop: '停止',
  in_tour: (name, stop, stops, state) => `轮巡“${name}” ${stop}/${stops}` + (TOUR_ZH[state] ?? ''),
  tour_in_cells: (cells) => `在第 ${cells.join('、')} 格进行`,
  do_switch: '切换', do_start: '开始', do_stop: '停止', cancel: '取消',
  done: '已切换',
  no_cases: '没有未结案件', more_cases: (n) => `还有 ${n} 件，请在指挥室查看`,
  lamp_red: '已超时', lamp_amber: '将超时', lamp_green: '时限内', lamp_grey: '无时限',
  level_red: '红色', level_orange: '橙色', level_yellow: '黄色', level_blue: '蓝色',
  governance: '综治', enforcement: '执法', market: '市场', service: '便民',
  platform_live: '平台连接正常', platform_stale: '平台数据可能过时', platform_offline: '平台连接中断',
  minutes: (n) => n < 1 ? '刚刚' : `${n} 分钟前`, hours: (n) => `${n} 小时前`, days: (n) => `${n} 天前`,
  cameras: '摄像机', cameras_value: (c) => `${c.live} / ${c.total} 在线` + (c.lost ? `，${c.lost} 中断` : ''),
  sites: '会商', conference_live: (n) => `进行中，${n} 个会场`, conference_idle: '没有会商',
  program_state: '程序', ok: '正常', degraded: '有故障，请看指挥室',
};

const en = {
  title: 'Command room', other: '中文', simulated: 'SIMULATED', leave: 'Leave',
  token: 'Control token', enter: 'Enter',
  token_hint: 'The room\'s administrator has it (entry control of state/secrets.toml in the site folder). It is kept in this browser window only and forgotten when that closes.',
  open_hint: 'This page can be opened on the command room\'s own computer only, for now. For phones and tablets the administrator sets a certificate and an address: docs/control-api.md, "Phone and tablet".',
  wrong_token: 'This token is wrong. Check it and type it again (capitals matter).',
  expired: 'The token is no longer valid. Type it again.',
  unreachable: 'The command room cannot be reached. Check the network, and whether its program runs.',
  busy: 'The room\'s window did not answer in time. Try again in a moment.',
  failed: (why) => `Not done: ${why}`,
  line_connecting: 'Connecting…', line_open: 'Connected, live',
  line_lost: (at) => `No connection to the room, trying again. Pictures are of ${at}`,
  wall: 'Wall', tab_wall: 'Wall', tab_switch: 'Layouts', tab_cases: 'Cases',
  layouts: 'Layouts', scenes: 'Scenes', tours: 'Tours', cases: 'Open cases', room: 'The room',
  now: 'Current', layout_cells: (n) => n === 1 ? '1 cell' : `${n} cells`,
  figures: (live, all) => `${live} of ${all} cells have a live picture`,
  large_hint: 'tap to enlarge', live: 'Live', connecting: 'Connecting…', stale: (s) => s === null ? 'Picture stands' : `Picture is ${s} s old`,
  lost: 'Lost', off: 'Empty', replay: 'Replay', no_picture: 'No picture',
  program: 'Conference', map: 'Map', leaders: 'Leaders’ view', replay_of: (name) => `${name} (replay)`,
  screens: 'Screen', screen_own: 'Desk',
  ask_layout: (name, screen) => `Switch ${screen ? `screen ${screen}` : 'the wall'} to layout “${name}”?`,
  ask_scene: (name) => `Switch to scene “${name}”?`,
  ask_tour: (name, screen) => `Start the tour “${name}”${screen ? ` on screen ${screen}` : ''}?`,
  ask_tour_end: (name, where) => `Stop the tour “${name}” (${where})?`,
  where: 'Where', whole_wall: 'Whole wall', in_cell: (cell, name) => `Cell ${cell}` + (name ? `: ${name}` : ''),
  tour_at: (where, stop, stops, state) => `${where} · ${stop}/${stops}` + (TOUR_EN[state] ?? ''),
  tour_back: 'Back', tour_pause: 'Pause', tour_resume: 'Go on', tour_next: 'Next', tour_stop: 'Stop',
  in_tour: (name, stop, stops, state) => `Tour “${name}” ${stop}/${stops}` + (TOUR_EN[state] ?? ''),
  tour_in_cells: (cells) => (cells.length === 1 ? `runs in cell ${cells[0]}` : `runs in cells ${cells.join(', ')}`),
  do_switch: 'Switch', do_start: 'Start', do_stop: 'Stop', cancel: 'Cancel',
  done: 'Switched',
  no_cases: 'No open cases', more_cases: (n) => `${n} more: see them in the room`,
  lamp_red: 'Overdue', lamp_amber: 'Due soon', lamp_green: 'In time', lamp_grey: 'No limit',
  level_red: 'Red', level_orange: 'Orange', level_yellow: 'Yellow', level_blue: 'Blue',
  governance: 'Governance', enforcement: 'Enforcement', market: 'Market', service: 'Service',
  platform_live: 'Platform connected', platform_stale: 'Platform data may be old', platform_offline: 'Platform connection lost',
  minutes: (n) => n < 1 ? 'just now' : `${n} min ago`, hours: (n) => `${n} h ago`, days: (n) => n === 1 ? '1 day ago' : `${n} days ago`,
  cameras: 'Cameras', cameras_value: (c) => `${c.live} of ${c.total} live` + (c.lost ? `, ${c.lost} lost` : ''),
  sites: 'Conference', conference_live: (n) => n === 1 ? 'on, 1 site' : `on, ${n} sites`, conference_idle: 'none',
  program_state: 'Program', ok: 'in order', degraded: 'has a fault, see the room',
};

let words = zh;

export function setLanguage(language) {
  words = language === 'en' ? en : zh;
  document.documentElement.lang = language;
}

/** The words for a key; what takes values is given them. */
export function say(key, ...values) {
  const found = words[key];
  return typeof found === 'function' ? found(...values) : found ?? key;
}

export function knows(key) {
  return Object.hasOwn(words, key);
}
