<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>SharingDesk</name>
    <message>
        <source>the command room's screen</source>
        <translation>指挥室屏幕</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>the command room</source>
        <translation>指挥室</translation>
    </message>
</context>
<context>
    <name>ProgramPlaces</name>
    <message>
        <source>Places</source>
        <translation>排位</translation>
    </message>
    <message>
        <source>Put the chosen sites into places of the program</source>
        <translation>把选中的会场放到画面的指定位置</translation>
    </message>
    <message>
        <source>as it comes</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Place {n}: {name}</source>
        <translation>位置 {n}：{name}</translation>
    </message>
    <message>
        <source>All as it comes</source>
        <translation>全部自动</translation>
    </message>
    <message>
        <source>Choose sites in the list first</source>
        <translation>请先在列表中选择会场</translation>
    </message>
    <message>
        <source>Keep this layout …</source>
        <translation>保存此多画面…</translation>
    </message>
    <message>
        <source>Remove a kept layout</source>
        <translation>删除已保存的多画面</translation>
    </message>
</context>
<context>
    <name>ShareMenu</name>
    <message>
        <source>This screen</source>
        <translation>本屏幕</translation>
    </message>
    <message>
        <source>A window</source>
        <translation>一个窗口</translation>
    </message>
    <message>
        <source>A film, picture or sound …</source>
        <translation>录像、图片或声音…</translation>
    </message>
    <message>
        <source>The card of the case</source>
        <translation>案件卡片</translation>
    </message>
    <message>
        <source>Share a file</source>
        <translation>共享文件</translation>
    </message>
    <message>
        <source>Films, pictures, sound ({endings})</source>
        <translation>录像、图片、声音 ({endings})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Broadcast to all</source>
        <translation>广播给全体</translation>
    </message>
    <message>
        <source>This room's own picture</source>
        <translation>本室画面</translation>
    </message>
    <message>
        <source>Broadcast a file to all</source>
        <translation>向全体广播文件</translation>
    </message>
</context>
<context>
    <name>DutyLog</name>
    <message>
        <source>What happens in the room is noted here.</source>
        <translation>指挥室里发生的事记录在这里。</translation>
    </message>
</context>
<context>
    <name>ConferenceDesk</name>
    <message>
        <source>The conference cannot open its door: {reason}; see [conference] listen in site.toml</source>
        <translation>会商入口无法打开：{reason}；请检查 site.toml 中 [conference] 的 listen</translation>
    </message>
</context>
<context>
    <name>LinksDesk</name>
    <message>
        <source>The conference's door: {reason}</source>
        <translation>会商入口：{reason}</translation>
    </message>
    <message>
        <source>There are no links yet: the conference's door is not open</source>
        <translation>还没有入会链接：会商入口尚未打开</translation>
    </message>
    <message>
        <source>The join cards cannot be written: {reason}</source>
        <translation>入会卡片无法写入：{reason}</translation>
    </message>
    <message>
        <source>Join cards: {path}</source>
        <translation>入会卡片：{path}</translation>
    </message>
    <message>
        <source>{n} sites in all</source>
        <translation>共{n}个会场</translation>
    </message>
    <message>
        <source>The join cards of {sites} end on {day}: print new ones</source>
        <translation>{sites}的入会卡片将于{day}到期，请重新打印</translation>
    </message>
</context>
<context>
    <name>ListeningDesk</name>
    <message>
        <source>There is no camera here to listen to</source>
        <translation>这一格没有可监听的摄像机</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Leaders' view</source>
        <translation>领导席</translation>
    </message>
    <message>
        <source>{name} · conference</source>
        <translation>{name} 会场</translation>
    </message>
    <message>
        <source>Conference program</source>
        <translation>会商画面</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>Updates</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>stopped since {at}</source>
        <translation>自 {at} 起停止</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Choose a case to see all of it.</source>
        <translation>选中一个案件，这里显示详情。</translation>
    </message>
    <message>
        <source>Consult</source>
        <translation>一键会商</translation>
    </message>
    <message>
        <source>Its first camera into the selected cell</source>
        <translation>把它的第一路摄像机放进选中的格子</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>在地图上</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>报告人</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>View</source>
        <translation>看现场</translation>
    </message>
    <message>
        <source>within {n} m</source>
        <translation>定位 ±{n} 米</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Call the sites that the case concerns</source>
        <translation>呼叫案件涉及的村社</translation>
    </message>
    <message>
        <source>Shelve 30 min</source>
        <translation>搁置 30 分钟</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>CaseLines</name>
    <message>
        <source>{name}: no updates since {at} ({age})</source>
        <translation>{name}：自 {at} 起停止更新（{age}）</translation>
    </message>
    <message>
        <source>Duplicates? {n}</source>
        <translation>疑似重复 {n}</translation>
    </message>
    <message>
        <source>{n} new: show</source>
        <translation>{n} 件新案件：查看</translation>
    </message>
    <message>
        <source>Possible duplicates ({n})</source>
        <translation>疑似重复（{n}）</translation>
    </message>
    <message>
        <source>No open case.</source>
        <translation>没有未结案件。</translation>
    </message>
    <message>
        <source>No platform is configured.</source>
        <translation>未配置平台。</translation>
    </message>
    <message>
        <source>Near {name}: {n}  ✕</source>
        <translation>{name}附近：{n} 件  ✕</translation>
    </message>
    <message>
        <source>Show all cases again</source>
        <translation>恢复显示全部事件</translation>
    </message>
    <message>
        <source>No open case near here.</source>
        <translation>附近没有未办结的事件。</translation>
    </message>
    <message>
        <source>No case in this view.</source>
        <translation>此视图中没有案件。</translation>
    </message>
    <message>
        <source>{n} new: show the newest</source>
        <translation>{n} 件新案件：查看最新</translation>
    </message>
</context>
<context>
    <name>CasePanel</name>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Cases {n}</source>
        <translation>案件 {n}</translation>
    </message>
    <message>
        <source>Cases, map, log</source>
        <translation>案件、地图、日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>DuplicatesDesk</name>
    <message>
        <source>Your role does not decide which cases are the same.</source>
        <translation>您的角色不能判定重复案件。</translation>
    </message>
</context>
<context>
    <name>DuplicateSheet</name>
    <message>
        <source>Cases that may be the same</source>
        <translation>疑似重复的案件</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>成对案件</translation>
    </message>
    <message>
        <source>No two open cases look like one event.</source>
        <translation>没有疑似同一事件的两个在办案件。</translation>
    </message>
    <message>
        <source>Same event</source>
        <translation>是同一事件</translation>
    </message>
    <message>
        <source>Shown as one case with both numbers from now on</source>
        <translation>今后合并显示为一件，两个编号都在</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>不是同一事件</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation>打开案件</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>承办</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>within {n} m</source>
        <translation>误差 {n} 米</translation>
    </message>
    <message>
        <source>Shown as one case</source>
        <translation>合并显示为一件</translation>
    </message>
    <message>
        <source>same grid</source>
        <translation>同一网格</translation>
    </message>
    <message>
        <source>{far} apart</source>
        <translation>相距 {far}</translation>
    </message>
    <message>
        <source>reported {age} after one another</source>
        <translation>先后相隔 {age} 上报</translation>
    </message>
    <message>
        <source>same class</source>
        <translation>类别相同</translation>
    </message>
    <message>
        <source>similar class</source>
        <translation>类别相近</translation>
    </message>
    <message>
        <source>words alike to {n} %</source>
        <translation>文字相似 {n}%</translation>
    </message>
</context>
<context>
    <name>ConferenceStrip</name>
    <message>
        <source>{live} in · {hands} hands</source>
        <translation>{live} 在线 · {hands} 举手</translation>
    </message>
    <message>
        <source>This room's devices</source>
        <translation>本室设备</translation>
    </message>
    <message>
        <source>Share …</source>
        <translation>共享…</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>停止共享</translation>
    </message>
    <message>
        <source>shared: {name}</source>
        <translation>正在共享：{name}</translation>
    </message>
    <message>
        <source>shared: {name}, no picture</source>
        <translation>正在共享：{name}（无画面）</translation>
    </message>
    <message>
        <source>Call absent</source>
        <translation>呼叫未入会</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>视频会商</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Room is heard</source>
        <translation>本室发言中</translation>
    </message>
    <message>
        <source>Room is muted</source>
        <translation>本室静音</translation>
    </message>
    <message>
        <source>Whether the sites hear this room</source>
        <translation>各会场能否听到指挥室</translation>
    </message>
    <message>
        <source>Mute all</source>
        <translation>全体静音</translation>
    </message>
    <message>
        <source>Press again to end</source>
        <translation>再按一次结束</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>会商画面上墙</translation>
    </message>
    <message>
        <source>What all sites see, into the selected cell</source>
        <translation>把各会场看到的画面放进选中的格子</translation>
    </message>
    <message>
        <source>in {live} · not in {absent} · hands {hands}</source>
        <translation>在会 {live} · 未入会 {absent} · 举手 {hands}</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>会控</translation>
    </message>
    <message>
        <source>Roll call, broadcast, floor, layout, messages</source>
        <translation>点名、广播、发言、多画面、短消息</translation>
    </message>
    <message>
        <source>waiting {n}</source>
        <translation>等候 {n}</translation>
    </message>
    <message>
        <source>Chair ({n} new)</source>
        <translation>会控（{n} 新）</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Put on the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Copy join link</source>
        <translation>复制入会链接</translation>
    </message>
    <message>
        <source>New link: the one before is void</source>
        <translation>更换链接（旧链接作废）</translation>
    </message>
    <message>
        <source>Withdraw the link</source>
        <translation>作废链接</translation>
    </message>
    <message>
        <source>Join cards as PDF</source>
        <translation>入会卡片（PDF）</translation>
    </message>
    <message>
        <source>A card with link and QR code for each chosen site</source>
        <translation>为所选会场各印一张带链接和二维码的卡片</translation>
    </message>
    <message>
        <source>Call all sites</source>
        <translation>呼叫全部会场</translation>
    </message>
    <message>
        <source>Call {n} sites</source>
        <translation>呼叫 {n} 个会场</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Cameras, sites</source>
        <translation>摄像机、会场</translation>
    </message>
    <message>
        <source>Consult with all</source>
        <translation>与全部会场会商</translation>
    </message>
    <message>
        <source>Consult with {n}</source>
        <translation>与 {n} 个会场会商</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>会场</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Back: sheet, search, enlarged cell</source>
        <translation>返回：关本页、清搜索、还原画面</translation>
    </message>
    <message>
        <source>Replay: a picture back, on</source>
        <translation>回看：上一帧、下一帧</translation>
    </message>
    <message>
        <source>Replay: slower, faster</source>
        <translation>回看：放慢、加快</translation>
    </message>
    <message>
        <source>PTZ: turn, nearer, farther</source>
        <translation>云台：转动、拉近、拉远</translation>
    </message>
    <message>
        <source>PTZ: a preset of the list</source>
        <translation>云台：表中预置点</translation>
    </message>
    <message>
        <source>PTZ: home, stop, presets</source>
        <translation>云台：原位、停止、预置点</translation>
    </message>
    <message>
        <source>Map: move, nearer, farther, whole</source>
        <translation>地图：移动、放大、缩小、全镇</translation>
    </message>
    <message>
        <source>Map: select or point, point back, end</source>
        <translation>地图：选取或加点、退一点、结束</translation>
    </message>
    <message>
        <source>Calibration: undo, redo, save …</source>
        <translation>标定：撤销、重做、保存…</translation>
    </message>
    <message>
        <source>Another cell</source>
        <translation>换到别的格子</translation>
    </message>
    <message>
        <source>Another cell besides</source>
        <translation>一并选中别的格子</translation>
    </message>
    <message>
        <source>Camera by number: then Enter</source>
        <translation>按编号调摄像机：再按回车</translation>
    </message>
    <message>
        <source>Change keys …</source>
        <translation>修改按键…</translation>
    </message>
    <message>
        <source>The picture larger, smaller</source>
        <translation>放大、缩小画面</translation>
    </message>
    <message>
        <source>Move the enlarged picture</source>
        <translation>移动放大的画面</translation>
    </message>
    <message>
        <source>Plans, meetings, minutes</source>
        <translation>预案、会议、纪要</translation>
    </message>
    <message>
        <source>Search a case, the newest, audit</source>
        <translation>搜索案件、最新案件、审计</translation>
    </message>
    <message>
        <source>Case: seen, shelve, reveal, view, call</source>
        <translation>案件：确认、搁置、个人信息、上墙、呼叫</translation>
    </message>
    <message>
        <source>Swap with the cell beside</source>
        <translation>与旁边的一格对调</translation>
    </message>
    <message>
        <source>Case on the picture: next, before</source>
        <translation>画面上的案件：下一个、上一个</translation>
    </message>
    <message>
        <source>Map: search, over the wall</source>
        <translation>地图：搜索、铺满电视墙</translation>
    </message>
    <message>
        <source>Cases near the camera; it on the map</source>
        <translation>附近案件；在地图上</translation>
    </message>
    <message>
        <source>Scene; that of the schedule</source>
        <translation>场景；按计划</translation>
    </message>
    <message>
        <source>Tour: next, before, all at once, end</source>
        <translation>轮巡：下一站、上一站、全部、结束</translation>
    </message>
    <message>
        <source>Keep a scene; tours, schedules, log</source>
        <translation>保存场景；轮巡、定时、巡查</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of cameras and cases</source>
        <translation>摄像机和案件地图</translation>
    </message>
    <message>
        <source>Arrows move it, + and - come nearer and go away, 0 shows the town. Enter selects what is at the cross in the middle, the menu key tells what can be done there</source>
        <translation>方向键移动，+ 和 - 缩放，0 显示全镇；回车选中中央十字处的标记，菜单键列出可做的操作</translation>
    </message>
</context>
<context>
    <name>RoomSound</name>
    <message>
        <source>This workstation has no microphone</source>
        <translation>这台工作站没有话筒</translation>
    </message>
    <message>
        <source>The sound of this workstation was lost; start the console again to have it back</source>
        <translation>本机声音已中断；重新启动控制台后恢复</translation>
    </message>
    <message>
        <source>This workstation has no loudspeaker</source>
        <translation>这台工作站没有扬声器</translation>
    </message>
</context>
<context>
    <name>StageLine</name>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>上报</translation>
    </message>
</context>
<context>
    <name>TopLine</name>
    <message>
        <source>Platform {state}</source>
        <translation>平台 {state}</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Sites {live}/{total}</source>
        <translation>会场 {live}/{total}</translation>
    </message>
    <message>
        <source>Top line</source>
        <translation>顶栏</translation>
    </message>
    <message>
        <source> · {lost} lost</source>
        <translation> · 断线 {lost}</translation>
    </message>
    <message>
        <source>Sites {total}</source>
        <translation>会场 {total}</translation>
    </message>
    <message>
        <source>Seen {live} of {total}</source>
        <translation>摄像机 在看 {live} · 共 {total}</translation>
    </message>
    <message>
        <source> · {n} bad</source>
        <translation> · 异常 {n}</translation>
    </message>
    <message>
        <source>All layouts</source>
        <translation>全部布局</translation>
    </message>
    <message>
        <source>Layouts and cameras go to this screen; F10: the next</source>
        <translation>布局和摄像机送到这块屏幕；F10 换下一块</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Video wall</source>
        <translation>视频墙</translation>
    </message>
</context>
<context>
    <name>WarningBanner</name>
    <message>
        <source> · {n} more</source>
        <translation> · 另 {n} 条</translation>
    </message>
    <message>
        <source>Exercise: {title}</source>
        <translation>演练：{title}</translation>
    </message>
    <message>
        <source> · plan proposed: {plan}</source>
        <translation> · 建议启动预案：{plan}</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>Roll call</source>
        <translation>点名</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>Polling</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>The room's devices</source>
        <translation>本室设备</translation>
    </message>
    <message>
        <source>{site}: join cards</source>
        <translation>{site}：入会卡片</translation>
    </message>
    <message>
        <source>Good until {day}. Keep it to yourselves: who has it can join as {site}.</source>
        <translation>有效期至 {day}。请勿外传：持有此卡者可以“{site}”的名义入会。</translation>
    </message>
    <message>
        <source>The first time, before all else: open {url} and do what it says, once a device.</source>
        <translation>首次使用前：请先打开 {url}，按页面提示操作，每台设备只需一次。</translation>
    </message>
    <message>
        <source>The fingerprint there has to be: {fingerprint}</source>
        <translation>页面上的指纹应为：{fingerprint}</translation>
    </message>
    <message>
        <source>1. Read the code with the phone's camera, or type the link into Chrome.</source>
        <translation>1. 用手机相机扫描二维码，或把链接输入 Chrome 浏览器。</translation>
    </message>
    <message>
        <source>2. Allow camera and microphone when the browser asks.</source>
        <translation>2. 浏览器询问时，允许使用摄像头和麦克风。</translation>
    </message>
    <message>
        <source>3. Press Join, or wait: when the command room calls, press Answer.</source>
        <translation>3. 按“加入会商”；或等待，指挥室来电时按“接听”。</translation>
    </message>
    <message>
        <source>In WeChat: press … at the top right and open it in the browser.</source>
        <translation>用微信扫码时：请点右上角“…”，选“在浏览器打开”。</translation>
    </message>
    <message>
        <source>Share the cell's camera into the conference, and stop</source>
        <translation>共享所选摄像机到会商 / 停止共享</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>共享中</translation>
    </message>
    <message>
        <source>cameras.csv has no column {name}: add it to the first line</source>
        <translation>cameras.csv 没有 {name} 列：请在首行加上</translation>
    </message>
    <message>
        <source>cameras.csv is GBK, which lacks a sign: save it as UTF-8</source>
        <translation>cameras.csv 是 GBK 编码，缺少某个字：请另存为 UTF-8</translation>
    </message>
    <message>
        <source>{name} is no TOML: mend it first</source>
        <translation>{name} 不是有效的 TOML：请先修正</translation>
    </message>
    <message>
        <source>line {n} of the list is faulty: {fault}</source>
        <translation>列表第 {n} 行有误：{fault}</translation>
    </message>
    <message>
        <source>A patrol goes round</source>
        <translation>正在巡航</translation>
    </message>
    <message>
        <source>It can be turned</source>
        <translation>可以转动</translation>
    </message>
    <message>
        <source>Name or password is refused: mend state/secrets.toml</source>
        <translation>用户名或密码被拒绝：请修改 state/secrets.toml</translation>
    </message>
    <message>
        <source>No answer in time: look at the network, or wait until it has started</source>
        <translation>未及时应答：请检查网络，或等待设备启动</translation>
    </message>
    <message>
        <source>No connection: look at address, network and power</source>
        <translation>无法连接：请检查地址、网络和电源</translation>
    </message>
    <message>
        <source>The device is being asked …</source>
        <translation>正在询问设备…</translation>
    </message>
    <message>
        <source>The device refuses</source>
        <translation>设备拒绝</translation>
    </message>
    <message>
        <source>This device cannot be turned by ONVIF</source>
        <translation>此设备不支持 ONVIF 云台</translation>
    </message>
    <message>
        <source>Calibrate the cell's camera</source>
        <translation>标定所选画面的摄像机</translation>
    </message>
    <message>
        <source>Turn the cell's camera, and no more</source>
        <translation>云台控制所选画面，再按退出</translation>
    </message>
    <message>
        <source>What answers is no ONVIF device service: look at ptz in cameras.csv</source>
        <translation>应答的不是 ONVIF 设备服务：请检查 cameras.csv 的 ptz</translation>
    </message>
    <message>
        <source>You steer it</source>
        <translation>由您控制</translation>
    </message>
    <message>
        <source>a patrol</source>
        <translation>巡航</translation>
    </message>
    <message>
        <source>an operator</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>it has no ONVIF address in cameras.csv</source>
        <translation>cameras.csv 中没有它的 ONVIF 地址</translation>
    </message>
    <message>
        <source>it offers no stream</source>
        <translation>设备没有可用的视频流</translation>
    </message>
    <message>
        <source>name or password is refused</source>
        <translation>用户名或密码被拒绝</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>未及时应答</translation>
    </message>
    <message>
        <source>no connection to the device</source>
        <translation>无法连接设备</translation>
    </message>
    <message>
        <source>the chair</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>the device refuses</source>
        <translation>设备拒绝</translation>
    </message>
    <message>
        <source>the leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>this device cannot do that</source>
        <translation>此设备不支持该操作</translation>
    </message>
    <message>
        <source>what answers is no ONVIF device service</source>
        <translation>应答的不是 ONVIF 设备服务</translation>
    </message>
    <message>
        <source>{who} has it; wait until it is free</source>
        <translation>{who}正在控制，请等其释放</translation>
    </message>
    <message>
        <source>{who} steers it, free in {n} s</source>
        <translation>{who}正在控制，{n} 秒后释放</translation>
    </message>
    <message>
        <source>sound: waiting</source>
        <translation>声音：等待中</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>监听中</translation>
    </message>
    <message>
        <source>has no sound</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>sound unreadable</source>
        <translation>声音无法解码</translation>
    </message>
    <message>
        <source>A conference is held already</source>
        <translation>会商已在进行</translation>
    </message>
    <message>
        <source>No roll call goes on</source>
        <translation>没有正在进行的点名</translation>
    </message>
    <message>
        <source>This site is not on the list of the roll call</source>
        <translation>该会场不在点名名单中</translation>
    </message>
    <message>
        <source>There is no such file among the recordings</source>
        <translation>录像文件夹里没有这个文件</translation>
    </message>
    <message>
        <source>No conference is held</source>
        <translation>当前没有会商</translation>
    </message>
    <message>
        <source>The room has no picture: choose one in “This room in the conference”</source>
        <translation>本室没有画面：请在“本室参加会商的设备”中选择</translation>
    </message>
    <message>
        <source>There is no such site</source>
        <translation>没有这个会场</translation>
    </message>
    <message>
        <source>This site takes part already</source>
        <translation>该会场已在会中</translation>
    </message>
    <message>
        <source>This site is not waiting</source>
        <translation>该会场不在等候</translation>
    </message>
    <message>
        <source>This site does not take part</source>
        <translation>该会场未参加会商</translation>
    </message>
    <message>
        <source>No site is known for this case: choose among the sites</source>
        <translation>未能确定本案相关会场：请在“会场”中选择</translation>
    </message>
    <message>
        <source>Enforcement</source>
        <translation>执法</translation>
    </message>
    <message>
        <source>Governance</source>
        <translation>综治</translation>
    </message>
    <message>
        <source>Level 1 red</source>
        <translation>一级 红</translation>
    </message>
    <message>
        <source>Level 2 orange</source>
        <translation>二级 橙</translation>
    </message>
    <message>
        <source>Level 3 yellow</source>
        <translation>三级 黄</translation>
    </message>
    <message>
        <source>Level 4 blue</source>
        <translation>四级 蓝</translation>
    </message>
    <message>
        <source>Market</source>
        <translation>市场</translation>
    </message>
    <message>
        <source>Our reader is being restarted</source>
        <translation>读取程序正在重启</translation>
    </message>
    <message>
        <source>Platform silent since {at}: cases are {age} old</source>
        <translation>平台自 {at} 起无消息：案件为 {age} 前</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>便民</translation>
    </message>
    <message>
        <source>The device cannot be reached</source>
        <translation>网络不通</translation>
    </message>
    <message>
        <source>The device does not answer</source>
        <translation>设备没有应答</translation>
    </message>
    <message>
        <source>The device does not have this stream</source>
        <translation>设备没有这路码流</translation>
    </message>
    <message>
        <source>The device ended the connection</source>
        <translation>设备断开了连接</translation>
    </message>
    <message>
        <source>The device refuses the connection</source>
        <translation>设备拒绝连接</translation>
    </message>
    <message>
        <source>The device refuses the login</source>
        <translation>设备拒绝登录</translation>
    </message>
    <message>
        <source>The device serves no more viewers</source>
        <translation>设备连接数已满</translation>
    </message>
    <message>
        <source>The device's answer makes no sense</source>
        <translation>设备的应答无法理解</translation>
    </message>
    <message>
        <source>The site is not in the conference</source>
        <translation>会场未入会</translation>
    </message>
    <message>
        <source>The site's camera is off</source>
        <translation>会场摄像机已关</translation>
    </message>
    <message>
        <source>This kind of stream cannot be shown</source>
        <translation>不支持这种码流</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已受理</translation>
    </message>
    <message>
        <source>acknowledge</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>ask the site to switch it on</source>
        <translation>请会场打开摄像机</translation>
    </message>
    <message>
        <source>attach</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>being handled</source>
        <translation>处置中</translation>
    </message>
    <message>
        <source>call the site</source>
        <translation>请呼叫会场</translation>
    </message>
    <message>
        <source>calling</source>
        <translation>呼叫中</translation>
    </message>
    <message>
        <source>camera</source>
        <translation>视频发现</translation>
    </message>
    <message>
        <source>check cable, switch and address</source>
        <translation>检查网线、交换机和地址</translation>
    </message>
    <message>
        <source>check that the device is up, and its port</source>
        <translation>检查设备是否启动及端口</translation>
    </message>
    <message>
        <source>check the address and the device's firmware</source>
        <translation>检查地址和设备固件</translation>
    </message>
    <message>
        <source>check the device and the line</source>
        <translation>检查设备和线路</translation>
    </message>
    <message>
        <source>check the path of the stream</source>
        <translation>检查码流路径</translation>
    </message>
    <message>
        <source>check user name and password</source>
        <translation>检查用户名和密码</translation>
    </message>
    <message>
        <source>close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>close other viewers of this device</source>
        <translation>关闭此设备的其他客户端</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已结案</translation>
    </message>
    <message>
        <source>connecting …</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>consult</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>画面有损</translation>
    </message>
    <message>
        <source>delayed</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>dispatched</source>
        <translation>已派单</translation>
    </message>
    <message>
        <source>drag a camera here, or choose it at the left</source>
        <translation>拖入摄像机，或在左侧双击</translation>
    </message>
    <message>
        <source>duplicate</source>
        <translation>重复件</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>escalated</source>
        <translation>已升级</translation>
    </message>
    <message>
        <source>grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>hand up</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>hotline</source>
        <translation>热线</translation>
    </message>
    <message>
        <source>in conference</source>
        <translation>在会</translation>
    </message>
    <message>
        <source>key pictures only</source>
        <translation>仅关键帧</translation>
    </message>
    <message>
        <source>kiosk</source>
        <translation>自助终端</translation>
    </message>
    <message>
        <source>left</source>
        <translation>已离会</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>main stream</source>
        <translation>主码流</translation>
    </message>
    <message>
        <source>mobile phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>next try in {n} s</source>
        <translation>{n} 秒后再试</translation>
    </message>
    <message>
        <source>not in</source>
        <translation>未入会</translation>
    </message>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>office</source>
        <translation>内网</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>on site</source>
        <translation>已到场</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>picture stands {age}</source>
        <translation>画面静止 {age}</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>program</source>
        <translation>会商画面</translation>
    </message>
    <message>
        <source>reassign</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>reopen</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>已重启</translation>
    </message>
    <message>
        <source>report</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>report back</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>reported back</source>
        <translation>已反馈</translation>
    </message>
    <message>
        <source>resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>nothing recorded until {at}</source>
        <translation>此时段无录像，下一段始于 {at}</translation>
    </message>
    <message>
        <source>replay {at} {pace}</source>
        <translation>回看 {at} {pace}</translation>
    </message>
    <message>
        <source>the recording ends here</source>
        <translation>录像到此为止</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已退单</translation>
    </message>
    <message>
        <source>service hall</source>
        <translation>办事大厅</translation>
    </message>
    <message>
        <source>No transport brings pictures</source>
        <translation>各种传输方式均收不到视频</translation>
    </message>
    <message>
        <source>The device wants a login of an unknown kind</source>
        <translation>设备要求的登录方式不受支持</translation>
    </message>
    <message>
        <source>check the device's RTSP settings, and firewalls on the way</source>
        <translation>请核对设备的 RTSP 设置和途中的防火墙</translation>
    </message>
    <message>
        <source>set the device's login to digest or basic</source>
        <translation>请把设备的登录方式设为 Digest 或 Basic</translation>
    </message>
    <message>
        <source>Connect the cell's camera anew</source>
        <translation>重新连接本格摄像机</translation>
    </message>
    <message>
        <source>set the device to H.264</source>
        <translation>请把设备设为 H.264</translation>
    </message>
    <message>
        <source>speaking</source>
        <translation>发言</translation>
    </message>
    <message>
        <source>stopped {at} ({age} ago)</source>
        <translation>画面停在 {at}（{age} 前）</translation>
    </message>
    <message>
        <source>sub stream</source>
        <translation>子码流</translation>
    </message>
    <message>
        <source>supervise</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>suspended</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等候</translation>
    </message>
    <message>
        <source>sends {kbps} kbit/s, {fps} pictures/s; lost {loss}, voice too late {late}</source>
        <translation>上行 {kbps} kbit/s，每秒 {fps} 帧；丢包 {loss}，语音迟到 {late}</translation>
    </message>
    <message>
        <source>there and back {ms} ms</source>
        <translation>往返 {ms} 毫秒</translation>
    </message>
    <message>
        <source>gets {kbps} kbit/s; lost {loss}</source>
        <translation>下行 {kbps} kbit/s；丢包 {loss}</translation>
    </message>
    <message>
        <source>weak line</source>
        <translation>弱网</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} 前</translation>
    </message>
    <message>
        <source>{n} d</source>
        <translation>{n} 天</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 时</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{reason} ({detail})</source>
        <translation>{reason}（{detail}）</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>余 {time}</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超时 {time}</translation>
    </message>
    <message>
        <source>called, not reachable</source>
        <translation>已呼叫，不在线</translation>
    </message>
    <message>
        <source>10 pictures a second</source>
        <translation>降为每秒10帧</translation>
    </message>
    <message>
        <source>some pictures left out</source>
        <translation>已丢弃非参考帧</translation>
    </message>
    <message>
        <source>{n} dropped</source>
        <translation>丢帧 {n}</translation>
    </message>
    <message>
        <source>{n} spoilt</source>
        <translation>坏帧 {n}</translation>
    </message>
    <message>
        <source>{n} packets lost</source>
        <translation>丢包 {n}</translation>
    </message>
    <message>
        <source>{n} reconnections</source>
        <translation>重连 {n} 次</translation>
    </message>
    <message>
        <source>multicast</source>
        <translation>组播</translation>
    </message>
    <message>
        <source>{read} instead of {wish}</source>
        <translation>{read}（代替 {wish}）</translation>
    </message>
    <message>
        <source>B frames: {n} held back</source>
        <translation>B 帧：缓存 {n} 帧</translation>
    </message>
    <message>
        <source>key picture each {n} s</source>
        <translation>关键帧间隔 {n} 秒</translation>
    </message>
    <message>
        <source>decoded by {device}</source>
        <translation>由 {device} 解码</translation>
    </message>
    <message>
        <source>delay {n} ms</source>
        <translation>时延 {n} ms</translation>
    </message>
    <message>
        <source>REC</source>
        <translation>录</translation>
    </message>
    <message>
        <source>REC waits</source>
        <translation>待录</translation>
    </message>
    <message>
        <source>REC waits: {reason}</source>
        <translation>待录：{reason}</translation>
    </message>
    <message>
        <source>a fault of this program; its log says more</source>
        <translation>本程序出错，详见日志</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>clip {n} s</source>
        <translation>片段 {n} 秒</translation>
    </message>
    <message>
        <source>it takes about {needed} MB, and {free} MB are free</source>
        <translation>约需 {needed} MB，只剩 {free} MB</translation>
    </message>
    <message>
        <source>nothing that can be read was recorded then</source>
        <translation>那段时间没有可读的录像</translation>
    </message>
    <message>
        <source>nothing was ever recorded here</source>
        <translation>这里还没有录像</translation>
    </message>
    <message>
        <source>nothing was recorded of these cameras then</source>
        <translation>这些摄像机那段时间没有录像</translation>
    </message>
    <message>
        <source>the camera brings no picture</source>
        <translation>摄像机没有画面</translation>
    </message>
    <message>
        <source>the large stream brings no picture</source>
        <translation>主码流没有画面</translation>
    </message>
    <message>
        <source>only the small stream was kept of this moment</source>
        <translation>该时刻只录有子码流</translation>
    </message>
    <message>
        <source>the camera's process does not answer</source>
        <translation>摄像机进程没有应答</translation>
    </message>
    <message>
        <source>the camera's process was restarted</source>
        <translation>摄像机进程已重启</translation>
    </message>
    <message>
        <source>the camera's stream is incomplete</source>
        <translation>摄像机码流不完整</translation>
    </message>
    <message>
        <source>the disk has a fault</source>
        <translation>磁盘故障</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>the export's process ended</source>
        <translation>导出进程已退出</translation>
    </message>
    <message>
        <source>the folder is not there</source>
        <translation>文件夹不存在</translation>
    </message>
    <message>
        <source>the folder is there already</source>
        <translation>文件夹已存在</translation>
    </message>
    <message>
        <source>the picture cannot be decoded</source>
        <translation>画面无法解码</translation>
    </message>
    <message>
        <source>there is no camera {name}</source>
        <translation>没有摄像机 {name}</translation>
    </message>
    <message>
        <source>there is no folder to record to</source>
        <translation>没有录像文件夹</translation>
    </message>
    <message>
        <source>no right to write there</source>
        <translation>没有写入权限</translation>
    </message>
    <message>
        <source>this tile shows no camera</source>
        <translation>这一格没有摄像机</translation>
    </message>
    <message>
        <source>this tile shows no replay</source>
        <translation>这一格不在回看</translation>
    </message>
    <message>
        <source>nothing was kept of this moment</source>
        <translation>这一时刻没有录像</translation>
    </message>
    <message>
        <source>too many replays are open; close some first</source>
        <translation>回看路数已满，请先关闭几路</translation>
    </message>
    <message>
        <source>{name} cannot be recorded</source>
        <translation>{name} 无法录像</translation>
    </message>
    <message>
        <source>{name} changed its stream, format or time too often</source>
        <translation>{name} 的码流、格式或时间变化过于频繁</translation>
    </message>
    <message>
        <source>{n} clips are being made already</source>
        <translation>已有 {n} 个片段在截取</translation>
    </message>
    <message>
        <source>{n} exports run already</source>
        <translation>已有 {n} 个导出在进行</translation>
    </message>
    <message>
        <source>{n} snapshots are being taken already</source>
        <translation>已有 {n} 张抓图在进行</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>无画面</translation>
    </message>
    <message>
        <source>picture frozen</source>
        <translation>画面冻结</translation>
    </message>
    <message>
        <source>picture black</source>
        <translation>画面全黑</translation>
    </message>
    <message>
        <source>picture too bright</source>
        <translation>画面过亮</translation>
    </message>
    <message>
        <source>picture blurred</source>
        <translation>画面模糊</translation>
    </message>
    <message>
        <source>lens covered</source>
        <translation>镜头遮挡</translation>
    </message>
    <message>
        <source>colours wrong</source>
        <translation>画面偏色</translation>
    </message>
    <message>
        <source>picture noisy</source>
        <translation>画面噪点</translation>
    </message>
    <message>
        <source>camera shaking</source>
        <translation>画面抖动</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>A · good: markers stand where they belong</source>
        <translation>A · 好：标记位置准确</translation>
    </message>
    <message>
        <source>B · usable: markers are a little off</source>
        <translation>B · 可用：标记略有偏差</translation>
    </message>
    <message>
        <source>C · a draft: good enough for far and large things</source>
        <translation>C · 草稿：仅适合远处和较大的目标</translation>
    </message>
    <message>
        <source>D · not usable: cases are only named at the picture's edge</source>
        <translation>D · 不可用：案件只在画面边缘列出</translation>
    </message>
    <message>
        <source>add {0} more points for a better grade</source>
        <translation>再加 {0} 个点可提高等级</translation>
    </message>
    <message>
        <source>all points are at one height of the picture; add some nearer and some farther</source>
        <translation>所有点在画面同一高度；请在近处和远处各加几个点</translation>
    </message>
    <message>
        <source>all points are within a few metres; add some farther apart</source>
        <translation>所有点相距只有几米；请加一些相隔较远的点</translation>
    </message>
    <message>
        <source>left third</source>
        <translation>左侧三分之一</translation>
    </message>
    <message>
        <source>middle third</source>
        <translation>中间三分之一</translation>
    </message>
    <message>
        <source>right third</source>
        <translation>右侧三分之一</translation>
    </message>
    <message>
        <source>no place is found from which all points are seen so: are two of them mixed up?</source>
        <translation>找不到能这样看到所有点的位置：是否有两个点弄混了？</translation>
    </message>
    <message>
        <source>on the map all points are on one line; add some beside it</source>
        <translation>所有点在地图上成一条线；请在线外加点</translation>
    </message>
    <message>
        <source>points are only on the {0}; add two on the {1}</source>
        <translation>点只在{0}；请在{1}加两个点</translation>
    </message>
    <message>
        <source>the camera would stand {0} m from where the list has it: is a point mixed up?</source>
        <translation>算出的位置离摄像机名录中的位置 {0} 米：是否有点弄混了？</translation>
    </message>
    <message>
        <source>the map itself is about {0} m off: better clicks will not help, a better map will</source>
        <translation>地图本身约有 {0} 米误差：点得再准也无用，需要更好的地图</translation>
    </message>
    <message>
        <source>{0} does not agree with the others and was left out: look at both of its clicks</source>
        <translation>{0} 与其他点不符，已不采用：请检查它的两处点击</translation>
    </message>
    <message>
        <source>{0} points; add {1} more</source>
        <translation>已有 {0} 个点；再加 {1} 个</translation>
    </message>
    <message>
        <source>not calibrated any more</source>
        <translation>标定已失效</translation>
    </message>
    <message>
        <source>cases are not at their places here: calibrate it anew</source>
        <translation>此处案件位置不准：请重新标定</translation>
    </message>
    <message>
        <source>camera turned</source>
        <translation>画面移位</translation>
    </message>
    <message>
        <source>check power, network, address and password</source>
        <translation>请检查供电、网络、地址和密码</translation>
    </message>
    <message>
        <source>restart the camera or the recorder</source>
        <translation>请重启摄像机或录像机</translation>
    </message>
    <message>
        <source>check lens cap, iris, lamp and infrared</source>
        <translation>请检查镜头盖、光圈、补光和红外</translation>
    </message>
    <message>
        <source>check the exposure; the sun or its own infrared may shine into the lens</source>
        <translation>请检查曝光；可能有阳光或自身红外照进镜头</translation>
    </message>
    <message>
        <source>clean the lens and check its focus</source>
        <translation>请清洁镜头并检查对焦</translation>
    </message>
    <message>
        <source>see what is in front of the lens</source>
        <translation>请查看镜头前有何遮挡</translation>
    </message>
    <message>
        <source>check white balance and infrared filter</source>
        <translation>请检查白平衡和红外滤片</translation>
    </message>
    <message>
        <source>check gain, cable and sensor</source>
        <translation>请检查增益、线缆和传感器</translation>
    </message>
    <message>
        <source>check mast and bracket</source>
        <translation>请检查立杆和支架</translation>
    </message>
    <message>
        <source>turn it back, or accept the new view if it is meant</source>
        <translation>请转回原位；若是有意调整，请确认新画面</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>连接中</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>断线</translation>
    </message>
    <message>
        <source>not open</source>
        <translation>未打开</translation>
    </message>
    <message>
        <source>stands still</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>All figures on the tiles, and back</source>
        <translation>画面上显示全部参数／恢复</translation>
    </message>
    <message>
        <source>Are the pictures good?</source>
        <translation>画面诊断</translation>
    </message>
    <message>
        <source>Camera into the selected cell</source>
        <translation>摄像机放进选中的格子</translation>
    </message>
    <message>
        <source>Camera over the whole wall</source>
        <translation>摄像机满墙显示</translation>
    </message>
    <message>
        <source>Cameras and sites: show, hide</source>
        <translation>摄像机与会场：显示／收起</translation>
    </message>
    <message>
        <source>Cases: show, hide</source>
        <translation>案件：显示／收起</translation>
    </message>
    <message>
        <source>Chinese, English: the other one</source>
        <translation>中文、英文切换</translation>
    </message>
    <message>
        <source>Change the keys</source>
        <translation>修改按键</translation>
    </message>
    <message>
        <source>Clear the cell</source>
        <translation>清空格子</translation>
    </message>
    <message>
        <source>Clip: 30 s before and after</source>
        <translation>短片：前后各 30 秒</translation>
    </message>
    <message>
        <source>Conference: show, hide</source>
        <translation>会商：显示／收起</translation>
    </message>
    <message>
        <source>Enlarge the cell, and back</source>
        <translation>放大格子／还原</translation>
    </message>
    <message>
        <source>Export what was recorded</source>
        <translation>导出录像</translation>
    </message>
    <message>
        <source>Favourite, and no more</source>
        <translation>收藏／取消收藏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Import a camera list</source>
        <translation>导入摄像机名单</translation>
    </message>
    <message>
        <source>Layout by number: then digits, Enter</source>
        <translation>按编号换布局：再输数字、回车</translation>
    </message>
    <message>
        <source>Layout {n}</source>
        <translation>第 {n} 个布局</translation>
    </message>
    <message>
        <source>Listen to the cell, and silence</source>
        <translation>监听／静音</translation>
    </message>
    <message>
        <source>Map into the selected cell</source>
        <translation>选中的格子显示地图</translation>
    </message>
    <message>
        <source>Pause the tour, and on</source>
        <translation>轮巡：暂停／继续</translation>
    </message>
    <message>
        <source>Tour: next stop</source>
        <translation>轮巡：下一站</translation>
    </message>
    <message>
        <source>Tour: stop before</source>
        <translation>轮巡：上一站</translation>
    </message>
    <message>
        <source>Tour: show all its cameras at once</source>
        <translation>轮巡：全部展开</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束轮巡</translation>
    </message>
    <message>
        <source>The alarm was seen</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>Pin the alarm here, and no more</source>
        <translation>固定告警／取消固定</translation>
    </message>
    <message>
        <source>Hold the cell against alarms, or not</source>
        <translation>占用此格／取消占用</translation>
    </message>
    <message>
        <source>Record by hand, and stop</source>
        <translation>手动录像／停止</translation>
    </message>
    <message>
        <source>Replay: 10 s back</source>
        <translation>回看：倒退 10 秒</translation>
    </message>
    <message>
        <source>Replay: a picture back</source>
        <translation>回看：上一帧</translation>
    </message>
    <message>
        <source>Replay: a picture on</source>
        <translation>回看：下一帧</translation>
    </message>
    <message>
        <source>Replay: back to live</source>
        <translation>回看：回到实时</translation>
    </message>
    <message>
        <source>Replay: faster</source>
        <translation>回看：加速</translation>
    </message>
    <message>
        <source>Replay: pause and play</source>
        <translation>回看：暂停／播放</translation>
    </message>
    <message>
        <source>Replay: slower</source>
        <translation>回看：减速</translation>
    </message>
    <message>
        <source>Search a camera</source>
        <translation>搜索摄像机</translation>
    </message>
    <message>
        <source>Snapshot of the cell's camera</source>
        <translation>抓图</translation>
    </message>
    <message>
        <source>The cell above</source>
        <translation>上边的格子</translation>
    </message>
    <message>
        <source>The cell above besides</source>
        <translation>上边的格子一并选中</translation>
    </message>
    <message>
        <source>The cell at the left</source>
        <translation>左边的格子</translation>
    </message>
    <message>
        <source>The cell at the left besides</source>
        <translation>左边的格子一并选中</translation>
    </message>
    <message>
        <source>The cell at the right</source>
        <translation>右边的格子</translation>
    </message>
    <message>
        <source>The cell at the right besides</source>
        <translation>右边的格子一并选中</translation>
    </message>
    <message>
        <source>The cell below</source>
        <translation>下边的格子</translation>
    </message>
    <message>
        <source>The cell below besides</source>
        <translation>下边的格子一并选中</translation>
    </message>
    <message>
        <source>The keys</source>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>The room's microphone</source>
        <translation>指挥室麦克风</translation>
    </message>
    <message>
        <source>Top line: show, hide</source>
        <translation>顶栏：显示／收起</translation>
    </message>
    <message>
        <source>What can be done with the cell</source>
        <translation>格子的菜单</translation>
    </message>
    <message>
        <source>at most {n} characters</source>
        <translation>最多 {n} 个字符</translation>
    </message>
    <message>
        <source>does not go with transport {text}: there {right} is right</source>
        <translation>与 transport {text} 不符：应写 {right}</translation>
    </message>
    <message>
        <source>localaddr is no IPv4 address of a network card: 10.20.30.2</source>
        <translation>localaddr 应为网卡的 IPv4 地址，如 10.20.30.2</translation>
    </message>
    <message>
        <source>has another login than main: one camera has one</source>
        <translation>登录名与 main 不同：一台摄像机只有一个登录</translation>
    </message>
    <message>
        <source>has {n} cells for {most} columns: a comma in a cell needs quotes around it</source>
        <translation>有 {n} 个单元格，只有 {most} 列：含逗号的单元格要加引号</translation>
    </message>
    <message>
        <source>holds a line break or another control character</source>
        <translation>含有换行或其他控制字符</translation>
    </message>
    <message>
        <source>holds blanks or control characters</source>
        <translation>含有空格或控制字符</translation>
    </message>
    <message>
        <source>in a password @ is written %40, / %2F and : %3A</source>
        <translation>密码里的 @ 要写成 %40，/ 写成 %2F，: 写成 %3A</translation>
    </message>
    <message>
        <source>is a column that must be there</source>
        <translation>缺少这一列</translation>
    </message>
    <message>
        <source>is larger than {n} MB</source>
        <translation>大于 {n} MB</translation>
    </message>
    <message>
        <source>is neither UTF-8 nor GBK: save it as CSV UTF-8</source>
        <translation>既不是 UTF-8 也不是 GBK：请另存为 CSV UTF-8</translation>
    </message>
    <message>
        <source>is no CSV here: look for a quote without its pair</source>
        <translation>这里不是 CSV：检查是否有不成对的引号</translation>
    </message>
    <message>
        <source>is no RTSP address: rtsp://host/path</source>
        <translation>不是 RTSP 地址：rtsp://主机/路径</translation>
    </message>
    <message>
        <source>is no address</source>
        <translation>不是地址</translation>
    </message>
    <message>
        <source>is one line too many: {n} are the most</source>
        <translation>行数过多：最多 {n} 行</translation>
    </message>
    <message>
        <source>is there twice</source>
        <translation>重复</translation>
    </message>
    <message>
        <source>is for transport rtsps: {text} does not ask for it</source>
        <translation>只用于 rtsps：{text} 不需要它</translation>
    </message>
    <message>
        <source>is there, and ca is too: keep one</source>
        <translation>已填，而 ca 也填了：只留一个</translation>
    </message>
    <message>
        <source>there is no file {file}</source>
        <translation>没有文件 {file}</translation>
    </message>
    <message>
        <source>{file} is larger than {n} MB</source>
        <translation>{file} 超过 {n} MB</translation>
    </message>
    <message>
        <source>{file} holds no certificate in PEM form</source>
        <translation>{file} 中没有 PEM 格式的证书</translation>
    </message>
    <message>
        <source>{file} cannot be read</source>
        <translation>{file} 读不了</translation>
    </message>
    <message>
        <source>"{text}" is no SHA-256 fingerprint: 64 hexadecimal digits</source>
        <translation>“{text}”不是 SHA-256 指纹：应为 64 个十六进制数字</translation>
    </message>
    <message>
        <source>is there, and {text} holds a login too: keep one</source>
        <translation>已填，而 {text} 里也有登录：只留一个</translation>
    </message>
    <message>
        <source>must not be empty</source>
        <translation>不能为空</translation>
    </message>
    <message>
        <source>names no host: rtsp://host/path</source>
        <translation>没有写主机：rtsp://主机/路径</translation>
    </message>
    <message>
        <source>needs longitude and latitude, or neither</source>
        <translation>经度和纬度要么都填，要么都不填</translation>
    </message>
    <message>
        <source>save it as CSV with commas</source>
        <translation>请另存为逗号分隔的 CSV</translation>
    </message>
    <message>
        <source>the list has no camera {text}</source>
        <translation>名单中没有摄像机 {text}</translation>
    </message>
    <message>
        <source>there is no layout {text}</source>
        <translation>没有布局 {text}</translation>
    </message>
    <message>
        <source>there is no tour {text}</source>
        <translation>没有轮巡 {text}</translation>
    </message>
    <message>
        <source>there is no scene {text}</source>
        <translation>没有场景 {text}</translation>
    </message>
    <message>
        <source>there is no port {n}</source>
        <translation>没有端口 {n}</translation>
    </message>
    <message>
        <source>there is no such column</source>
        <translation>没有这一列</translation>
    </message>
    <message>
        <source>{fault}; did you mean {meant}?</source>
        <translation>{fault}；是不是 {meant}？</translation>
    </message>
    <message>
        <source>{file} has no [{text}]</source>
        <translation>{file} 中没有 [{text}]</translation>
    </message>
    <message>
        <source>"{text}" is neither yes nor no</source>
        <translation>“{text}”既不是 yes 也不是 no（是／否）</translation>
    </message>
    <message>
        <source>"{text}" is no group: parts between /, as in Village/Grid 3</source>
        <translation>“{text}”不是分组：用 / 分级，如 丁家湾村/网格003</translation>
    </message>
    <message>
        <source>"{text}" is no id: letters, digits, - and _, 1 to 64</source>
        <translation>“{text}”不是编号：只能用字母、数字、- 和 _，1 到 64 个</translation>
    </message>
    <message>
        <source>"{text}" is no number from {least} to {most}</source>
        <translation>“{text}”不是 {least} 到 {most} 的数</translation>
    </message>
    <message>
        <source>"{text}" is no ratio of a picture: 16:9, 4:3, or main for the sub stream as the main one</source>
        <translation>“{text}”不是画面比例：应为 16:9、4:3，或 main（子码流按主码流的比例）</translation>
    </message>
    <message>
        <source>main is for a camera with a sub stream: write a ratio such as 16:9</source>
        <translation>main 只用于有子码流的摄像机：请写 16:9 这样的比例</translation>
    </message>
    <message>
        <source>"{text}" is no time of recording: no, always or 08:00-18:00</source>
        <translation>“{text}”不是录像时段：no、always 或 08:00-18:00</translation>
    </message>
    <message>
        <source>"{text}" is none of: {those}</source>
        <translation>“{text}”不在其中：{those}</translation>
    </message>
    <message>
        <source>"{text}" is the id of line {n} already</source>
        <translation>“{text}”已是第 {n} 行的编号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Without a group</source>
        <translation>未分组</translation>
    </message>
    <message>
        <source>{at} · page {n}</source>
        <translation>{at} 第 {n} 页</translation>
    </message>
    <message>
        <source>{site}: cameras</source>
        <translation>{site} 摄像机清单</translation>
    </message>
    <message>
        <source>Swap with the cell at the left</source>
        <translation>与左边的一格对调</translation>
    </message>
    <message>
        <source>Swap with the cell at the right</source>
        <translation>与右边的一格对调</translation>
    </message>
    <message>
        <source>Swap with the cell above</source>
        <translation>与上面的一格对调</translation>
    </message>
    <message>
        <source>Swap with the cell below</source>
        <translation>与下面的一格对调</translation>
    </message>
    <message>
        <source>All layouts</source>
        <translation>全部布局</translation>
    </message>
    <message>
        <source>Edit the layout</source>
        <translation>编辑布局</translation>
    </message>
    <message>
        <source>The name needs 1 to {n} characters</source>
        <translation>名称须有 1 到 {n} 个字</translation>
    </message>
    <message>
        <source>The name cannot begin with a dot, nor begin or end with a blank</source>
        <translation>名称不能以点开头，首尾不能有空格</translation>
    </message>
    <message>
        <source>The name cannot hold / \ : * ? " &lt; &gt; |</source>
        <translation>名称不能含 / \ : * ? " &lt; &gt; |</translation>
    </message>
    <message>
        <source>"{text}" is no address; 10.0.0.0/24, 10.0.0.10-40, 10.0.0.7:8000 are some</source>
        <translation>“{text}”不是地址，可写 10.0.0.0/24、10.0.0.10-40、10.0.0.7:8000</translation>
    </message>
    <message>
        <source>{text} are more than {n} addresses</source>
        <translation>{text} 超过 {n} 个地址</translation>
    </message>
    <message>
        <source>more than {n} addresses: ask for fewer at a time</source>
        <translation>超过 {n} 个地址，请分几次搜索</translation>
    </message>
    <message>
        <source>write some, such as 10.0.0.0/24 or 10.0.0.10-40</source>
        <translation>请填写地址，如 10.0.0.0/24 或 10.0.0.10-40</translation>
    </message>
    <message>
        <source>The conference cannot go on: begin it again</source>
        <translation>会商无法继续，请重新开始</translation>
    </message>
    <message>
        <source>No roll call goes on</source>
        <translation>没有正在进行的点名</translation>
    </message>
    <message>
        <source>A roll call goes on: end it first</source>
        <translation>正在点名，请先结束点名</translation>
    </message>
    <message>
        <source>Nobody is there to be called</source>
        <translation>没有可点名的村、社区</translation>
    </message>
    <message>
        <source>This site is not on the list of the roll call</source>
        <translation>该单位不在点名表上</translation>
    </message>
    <message>
        <source>The message is empty</source>
        <translation>消息是空的</translation>
    </message>
    <message>
        <source>A site can lie in one place alone</source>
        <translation>一个单位只能放在一个位置</translation>
    </message>
    <message>
        <source>The conference is locked</source>
        <translation>会商已锁定</translation>
    </message>
    <message>
        <source>The disk refuses: the link stays as it was</source>
        <translation>磁盘无法写入，链接未改变</translation>
    </message>
    <message>
        <source>The conference starts again and too much waits for it: press again</source>
        <translation>会商正在重新启动，等待的操作过多，请再按一次</translation>
    </message>
    <message>
        <source>{site}: {words}</source>
        <translation>{site}：{words}</translation>
    </message>
    <message>
        <source>The file is faulty, so it is not written over: {why}</source>
        <translation>原文件有错，未覆盖：{why}</translation>
    </message>
    <message>
        <source>Choose two or more cells: drag over them, or Shift and an arrow</source>
        <translation>请先选两格以上：拖过它们，或按 Shift 加方向键</translation>
    </message>
    <message>
        <source>The cell is one square already: split it in two or four</source>
        <translation>这一格已是一个方格，可拆成两格或四格</translation>
    </message>
    <message>
        <source>No finer: the grid would become {grid}, and {n} is the most</source>
        <translation>不能再细：网格将成为 {grid}，最多 {n}</translation>
    </message>
    <message>
        <source>Tour {name}</source>
        <translation>轮巡 {name}</translation>
    </message>
    <message>
        <source>Cell {n}</source>
        <translation>第 {n} 格</translation>
    </message>
    <message>
        <source>Alarm {n}</source>
        <translation>告警 {n}</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>留空</translation>
    </message>
    <message>
        <source>Cameras in order</source>
        <translation>依次填摄像机</translation>
    </message>
    <message>
        <source>Conference sites</source>
        <translation>依次填会场</translation>
    </message>
    <message>
        <source>Case cameras</source>
        <translation>案件附近摄像机</translation>
    </message>
    <message>
        <source>Layout editor: undo</source>
        <translation>布局编辑：撤销</translation>
    </message>
    <message>
        <source>Layout editor: redo</source>
        <translation>布局编辑：重做</translation>
    </message>
    <message>
        <source>Layout editor: merge</source>
        <translation>布局编辑：合并</translation>
    </message>
    <message>
        <source>Layout editor: split left and right</source>
        <translation>布局编辑：拆成左右</translation>
    </message>
    <message>
        <source>Layout editor: split above and below</source>
        <translation>布局编辑：拆成上下</translation>
    </message>
    <message>
        <source>Layout editor: split in four</source>
        <translation>布局编辑：拆成四格</translation>
    </message>
    <message>
        <source>Layout editor: split into squares</source>
        <translation>布局编辑：拆成方格</translation>
    </message>
    <message>
        <source>Layout editor: clear</source>
        <translation>布局编辑：清空</translation>
    </message>
    <message>
        <source>Layout editor: alarm tile</source>
        <translation>布局编辑：告警格</translation>
    </message>
    <message>
        <source>Calibration: undo</source>
        <translation>标定：撤销</translation>
    </message>
    <message>
        <source>Calibration: redo</source>
        <translation>标定：重做</translation>
    </message>
    <message>
        <source>Calibration: delete the point</source>
        <translation>标定：删除该点</translation>
    </message>
    <message>
        <source>Calibration: the point checks only, or not</source>
        <translation>标定：该点只检验，或参加计算</translation>
    </message>
    <message>
        <source>Calibration: lines on the picture, or none</source>
        <translation>标定：画面上显示或隐藏线</translation>
    </message>
    <message>
        <source>Calibration: save</source>
        <translation>标定：保存</translation>
    </message>
    <message>
        <source>Map: to the left</source>
        <translation>地图：向左</translation>
    </message>
    <message>
        <source>Map: to the right</source>
        <translation>地图：向右</translation>
    </message>
    <message>
        <source>Map: up</source>
        <translation>地图：向上</translation>
    </message>
    <message>
        <source>Map: down</source>
        <translation>地图：向下</translation>
    </message>
    <message>
        <source>Map: nearer</source>
        <translation>地图：放大</translation>
    </message>
    <message>
        <source>Map: farther</source>
        <translation>地图：缩小</translation>
    </message>
    <message>
        <source>Map: the whole town</source>
        <translation>地图：全镇</translation>
    </message>
    <message>
        <source>Map: select at the cross; with a tool, a point there</source>
        <translation>地图：选取十字处；用工具时在该处加点</translation>
    </message>
    <message>
        <source>Map: the tool's last point back</source>
        <translation>地图：工具退回一点</translation>
    </message>
    <message>
        <source>Map: the tool's line ends</source>
        <translation>地图：工具画线结束</translation>
    </message>
    <message>
        <source>PTZ: to the left</source>
        <translation>云台：向左</translation>
    </message>
    <message>
        <source>PTZ: to the right</source>
        <translation>云台：向右</translation>
    </message>
    <message>
        <source>PTZ: up</source>
        <translation>云台：向上</translation>
    </message>
    <message>
        <source>PTZ: down</source>
        <translation>云台：向下</translation>
    </message>
    <message>
        <source>PTZ: nearer</source>
        <translation>云台：拉近</translation>
    </message>
    <message>
        <source>PTZ: farther</source>
        <translation>云台：拉远</translation>
    </message>
    <message>
        <source>PTZ: preset {n}</source>
        <translation>云台：预置点 {n}</translation>
    </message>
    <message>
        <source>PTZ: home position</source>
        <translation>云台：原位</translation>
    </message>
    <message>
        <source>PTZ: stop whatever moves it</source>
        <translation>云台：停止转动</translation>
    </message>
    <message>
        <source>PTZ: presets and patrols</source>
        <translation>云台：预置点与巡航</translation>
    </message>
    <message>
        <source>Layout editor: save</source>
        <translation>布局编辑：保存</translation>
    </message>
    <message>
        <source>Layout editor: save as</source>
        <translation>布局编辑：另存为</translation>
    </message>
    <message>
        <source>One picture</source>
        <translation>单画面</translation>
    </message>
    <message>
        <source>Four pictures</source>
        <translation>四画面</translation>
    </message>
    <message>
        <source>Six pictures</source>
        <translation>六画面</translation>
    </message>
    <message>
        <source>Eight pictures</source>
        <translation>八画面</translation>
    </message>
    <message>
        <source>Nine pictures</source>
        <translation>九画面</translation>
    </message>
    <message>
        <source>Sixteen pictures</source>
        <translation>十六画面</translation>
    </message>
    <message>
        <source>Twenty pictures</source>
        <translation>二十画面</translation>
    </message>
    <message>
        <source>Twenty-five pictures</source>
        <translation>二十五画面</translation>
    </message>
    <message>
        <source>Thirty-six pictures</source>
        <translation>三十六画面</translation>
    </message>
    <message>
        <source>Sixty-four pictures</source>
        <translation>六十四画面</translation>
    </message>
    <message>
        <source>One large and five</source>
        <translation>一大五小</translation>
    </message>
    <message>
        <source>One large and seven</source>
        <translation>一大七小</translation>
    </message>
    <message>
        <source>One large and nine</source>
        <translation>一大九小</translation>
    </message>
    <message>
        <source>One large and twelve</source>
        <translation>中一大十二小</translation>
    </message>
    <message>
        <source>Two large and eight</source>
        <translation>二大八小</translation>
    </message>
    <message>
        <source>Conference: program and case</source>
        <translation>会商：主画面加案件现场</translation>
    </message>
    <message>
        <source>Leaders: program, sites, the case</source>
        <translation>领导席：会商画面、会场名单、案件现场</translation>
    </message>
    <message>
        <source>Conference: program beside a site</source>
        <translation>会商：主画面与会场并列</translation>
    </message>
    <message>
        <source>Conference: program and all sites</source>
        <translation>会商：主画面加会场墙</translation>
    </message>
    <message>
        <source>Conference: program and a row of sites</source>
        <translation>会商：主画面加一排会场</translation>
    </message>
    <message>
        <source>The next screen</source>
        <translation>切换到下一块屏幕</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>rests: the cell is in use</source>
        <translation>已停：画面被占用</translation>
    </message>
    <message>
        <source>rests: a camera is being turned</source>
        <translation>已停：云台操作中</translation>
    </message>
    <message>
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
    </message>
    <message>
        <source>turn the camera</source>
        <translation>转动云台</translation>
    </message>
    <message>
        <source>{camera} sees it</source>
        <translation>{camera} 可见</translation>
    </message>
    <message>
        <source>where in the picture is not known</source>
        <translation>画面位置未知</translation>
    </message>
    <message>
        <source>line of sight not verified</source>
        <translation>视线未核</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
    <message>
        <source>heard of {age} ago</source>
        <translation>位置更新于 {age}前</translation>
    </message>
    <message>
        <source>Snapshot with case markers, beside the plain one</source>
        <translation>抓图并另存含案件标记的副本</translation>
    </message>
    <message>
        <source>how the camera looks is not known: no markers</source>
        <translation>摄像机朝向未知，无法标记</translation>
    </message>
    <message>
        <source>The next case on the cell's picture</source>
        <translation>本格画面的下一个案件</translation>
    </message>
    <message>
        <source>The case before on the cell's picture</source>
        <translation>本格画面的上一个案件</translation>
    </message>
    <message>
        <source>The picture larger</source>
        <translation>放大画面</translation>
    </message>
    <message>
        <source>The picture smaller</source>
        <translation>缩小画面</translation>
    </message>
    <message>
        <source>The whole picture again</source>
        <translation>恢复完整画面</translation>
    </message>
    <message>
        <source>The enlarged picture: to the left</source>
        <translation>放大的画面：左移</translation>
    </message>
    <message>
        <source>The enlarged picture: to the right</source>
        <translation>放大的画面：右移</translation>
    </message>
    <message>
        <source>The enlarged picture: up</source>
        <translation>放大的画面：上移</translation>
    </message>
    <message>
        <source>The enlarged picture: down</source>
        <translation>放大的画面：下移</translation>
    </message>
    <message>
        <source>Cases near the cell's camera</source>
        <translation>所选格子摄像机附近的事件</translation>
    </message>
    <message>
        <source>Replay: over what was not recorded</source>
        <translation>回放：跳过没有录像的时段</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>recording paused</source>
        <translation>录制暂停</translation>
    </message>
    <message>
        <source>not recorded: {reason}</source>
        <translation>未录制：{reason}</translation>
    </message>
    <message>
        <source>Consultation plans</source>
        <translation>会商预案</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Cases that may be the same</source>
        <translation>疑似重复的案件</translation>
    </message>
    <message>
        <source>Minutes of conferences</source>
        <translation>会议纪要</translation>
    </message>
    <message>
        <source>Nothing is recorded</source>
        <translation>没有在录像</translation>
    </message>
    <message>
        <source>No folder for recordings is set</source>
        <translation>没有设置录像文件夹</translation>
    </message>
    <message>
        <source>The plan calls none of this room's sites</source>
        <translation>该预案没有要呼叫的会场</translation>
    </message>
    <message>
        <source>The meeting invites none of this room's sites</source>
        <translation>该会议没有要邀请的会场</translation>
    </message>
    <message>
        <source>present</source>
        <translation>到会</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无应答</translation>
    </message>
    <message>
        <source>no picture seen</source>
        <translation>无图像</translation>
    </message>
    <message>
        <source>no sound heard</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>bad line</source>
        <translation>线路差</translation>
    </message>
    <message>
        <source>Automatic grid</source>
        <translation>自动多画面</translation>
    </message>
    <message>
        <source>One site</source>
        <translation>单画面</translation>
    </message>
    <message>
        <source>One large, five small</source>
        <translation>1+5 画面</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>左右并列</translation>
    </message>
    <message>
        <source>Picture in picture</source>
        <translation>画中画</translation>
    </message>
    <message>
        <source>4 sites</source>
        <translation>4 画面</translation>
    </message>
    <message>
        <source>9 sites</source>
        <translation>9 画面</translation>
    </message>
    <message>
        <source>16 sites</source>
        <translation>16 画面</translation>
    </message>
    <message>
        <source>30 sites</source>
        <translation>30 画面</translation>
    </message>
    <message>
        <source>roll call</source>
        <translation>点名</translation>
    </message>
    <message>
        <source>broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>polling</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>free discussion</source>
        <translation>自由讨论</translation>
    </message>
    <message>
        <source>line poor</source>
        <translation>较差</translation>
    </message>
    <message>
        <source>line fair</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>line good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>called now</source>
        <translation>正在点名</translation>
    </message>
    <message>
        <source>in private</source>
        <translation>单独通话</translation>
    </message>
    <message>
        <source>in the chair</source>
        <translation>主席</translation>
    </message>
    <message>
        <source>has the floor</source>
        <translation>正在发言</translation>
    </message>
    <message>
        <source>is broadcast</source>
        <translation>正在广播</translation>
    </message>
    <message>
        <source>muted by us</source>
        <translation>已被静音</translation>
    </message>
    <message>
        <source>muted itself</source>
        <translation>自己静音</translation>
    </message>
    <message>
        <source>heard</source>
        <translation>可发言</translation>
    </message>
    <message>
        <source>Chair: show, hide</source>
        <translation>会控面板：显示、隐藏</translation>
    </message>
    <message>
        <source>Roll call: next site</source>
        <translation>点名：开始、下一个会场</translation>
    </message>
    <message>
        <source>Roll call: site before</source>
        <translation>点名：上一个会场</translation>
    </message>
    <message>
        <source>Map over the wall, and back</source>
        <translation>地图铺满电视墙，再按收回</translation>
    </message>
    <message>
        <source>Map: search it</source>
        <translation>地图：搜索</translation>
    </message>
    <message>
        <source>The cell's camera on the map</source>
        <translation>在地图上显示本格摄像机</translation>
    </message>
    <message>
        <source>case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>key place</source>
        <translation>重点场所</translation>
    </message>
    <message>
        <source>on the map</source>
        <translation>地名</translation>
    </message>
    <message>
        <source>site</source>
        <translation>村社站所</translation>
    </message>
    <message>
        <source>worker</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Operator on duty</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Dispatch</source>
        <translation>派单</translation>
    </message>
    <message>
        <source>Reassign</source>
        <translation>改派</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>On site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Report back</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Supervise</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>挂起</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核查</translation>
    </message>
    <message>
        <source>of {n} closed</source>
        <translation>办结 {n} 件</translation>
    </message>
    <message>
        <source>median {time}</source>
        <translation>中位 {time}</translation>
    </message>
    <message>
        <source>of {n} received</source>
        <translation>受理 {n} 件</translation>
    </message>
    <message>
        <source>before</source>
        <translation>环比</translation>
    </message>
    <message>
        <source>last year</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>nothing to compare with</source>
        <translation>无可比数据</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受理</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>未超时</translation>
    </message>
    <message>
        <source>Closed in time</source>
        <translation>按期办结</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Nearly due</source>
        <translation>快到期</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>No clock runs</source>
        <translation>不计时</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Closed late</source>
        <translation>超期办结</translation>
    </message>
    <message>
        <source>In time, share</source>
        <translation>按期率</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>不予受理</translation>
    </message>
    <message>
        <source>Out of sight</source>
        <translation>去向不明</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未结</translation>
    </message>
    <message>
        <source>Open, in time</source>
        <translation>期内在办</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Open, overdue</source>
        <translation>超期未结</translation>
    </message>
    <message>
        <source>Search a case</source>
        <translation>搜索案件</translation>
    </message>
    <message>
        <source>Shelve the case's alarm for a while</source>
        <translation>暂时搁置案件告警</translation>
    </message>
    <message>
        <source>Show the case's personal data</source>
        <translation>查看案件的个人信息</translation>
    </message>
    <message>
        <source>The case was seen: acknowledge it</source>
        <translation>确认案件已知悉</translation>
    </message>
    <message>
        <source>The case's nearest cameras onto the wall</source>
        <translation>案件最近的摄像机上墙</translation>
    </message>
    <message>
        <source>The newest case that nobody looked at</source>
        <translation>最新未看的案件</translation>
    </message>
    <message>
        <source>To be accepted</source>
        <translation>待受理</translation>
    </message>
    <message>
        <source>Under supervision</source>
        <translation>重点督办</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>Without a level</source>
        <translation>无等级</translation>
    </message>
    <message>
        <source>order to the platform</source>
        <translation>向平台下达指令</translation>
    </message>
    <message>
        <source>proposal of urging carried out</source>
        <translation>执行催办建议</translation>
    </message>
    <message>
        <source>shift handed over</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>camera calibrated</source>
        <translation>摄像机标定</translation>
    </message>
    <message>
        <source>said to be the same case</source>
        <translation>认定为同一案件</translation>
    </message>
    <message>
        <source>said not to be the same case</source>
        <translation>认定不是同一案件</translation>
    </message>
    <message>
        <source>alarm acknowledged</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>alarm shelved</source>
        <translation>搁置告警</translation>
    </message>
    <message>
        <source>assigned</source>
        <translation>已指派</translation>
    </message>
    <message>
        <source>audit exported</source>
        <translation>导出审计</translation>
    </message>
    <message>
        <source>guard</source>
        <translation>保安</translation>
    </message>
    <message>
        <source>half a line removed</source>
        <translation>清除残行</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>personal data shown</source>
        <translation>查看个人信息</translation>
    </message>
    <message>
        <source>police</source>
        <translation>民警</translation>
    </message>
    <message>
        <source>supervised</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>volunteer</source>
        <translation>志愿者</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退单</translation>
    </message>
    <message>
        <source>Reopened</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Urged</source>
        <translation>催办</translation>
    </message>
    <message>
        <source>Supervised</source>
        <translation>督办</translation>
    </message>
    <message>
        <source>Repeated</source>
        <translation>反复上报</translation>
    </message>
    <message>
        <source>Against the period before</source>
        <translation>环比</translation>
    </message>
    <message>
        <source>Against last year</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>To accept</source>
        <translation>受理用时</translation>
    </message>
    <message>
        <source>To arrive</source>
        <translation>到场用时</translation>
    </message>
    <message>
        <source>To close</source>
        <translation>办结用时</translation>
    </message>
    <message>
        <source>To close, median</source>
        <translation>办结中位</translation>
    </message>
    <message>
        <source>To close, 9 of 10</source>
        <translation>办结九成</translation>
    </message>
    <message>
        <source>Satisfaction</source>
        <translation>满意度</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>办结时间</translation>
    </message>
    <message>
        <source>Reported</source>
        <translation>上报时间</translation>
    </message>
    <message>
        <source>Kind of entry</source>
        <translation>情形</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>扣分</translation>
    </message>
    <message>
        <source>Shown by</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>会场</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>点名</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>缺席</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比率</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Times lost</source>
        <translation>失联次数</translation>
    </message>
    <message>
        <source>Time lost</source>
        <translation>失联时长</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>First report</source>
        <translation>首次上报</translation>
    </message>
    <message>
        <source>Last report</source>
        <translation>末次上报</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Kind of limit</source>
        <translation>时限类别</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Number of</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>9 of 10 within</source>
        <translation>九成以内</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>File or address</source>
        <translation>文件或地址</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>film</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>the platform answers {status}</source>
        <translation>平台应答 {status}</translation>
    </message>
    <message>
        <source>Commands for the open case</source>
        <translation>当前案件的指令</translation>
    </message>
    <message>
        <source>Outbox: orders to the platform</source>
        <translation>发件箱：发往平台的指令</translation>
    </message>
    <message>
        <source>Register a case seen in the cell</source>
        <translation>登记窗格中看到的案件</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>处置单位</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What is to be urged now</source>
        <translation>当前应催办的案件</translation>
    </message>
    <message>
        <source>Where it is from</source>
        <translation>信息来源</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>人工记录</translation>
    </message>
    <message>
        <source>by the room</source>
        <translation>自动记录</translation>
    </message>
    <message>
        <source>call</source>
        <translation>接报</translation>
    </message>
    <message>
        <source>emergency report</source>
        <translation>信息报告</translation>
    </message>
    <message>
        <source>final report</source>
        <translation>终报</translation>
    </message>
    <message>
        <source>first report, by phone</source>
        <translation>首报（电话）</translation>
    </message>
    <message>
        <source>first report, in writing</source>
        <translation>首报（书面）</translation>
    </message>
    <message>
        <source>follow-up report</source>
        <translation>续报</translation>
    </message>
    <message>
        <source>hand-over</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>leader's instruction</source>
        <translation>领导批示</translation>
    </message>
    <message>
        <source>urging</source>
        <translation>催办督办</translation>
    </message>
    <message>
        <source>{by} to {to}</source>
        <translation>{by} 交 {to}</translation>
    </message>
    <message>
        <source>{name}: made after {n} min</source>
        <translation>{name}：{n} 分钟时已报</translation>
    </message>
    <message>
        <source>{name}: {n} min left</source>
        <translation>{name}：余 {n} 分</translation>
    </message>
    <message>
        <source>{name}: {n} min over</source>
        <translation>{name}：超时 {n} 分</translation>
    </message>
    <message>
        <source>{n} min of work</source>
        <translation>余 {n} 分工时</translation>
    </message>
    <message>
        <source>{n} min, stands</source>
        <translation>余 {n} 分工时·停</translation>
    </message>
    <message>
        <source>{n} h of work</source>
        <translation>余 {n} 工时</translation>
    </message>
    <message>
        <source>{n} h, stands</source>
        <translation>余 {n} 工时·停</translation>
    </message>
    <message>
        <source>Village</source>
        <translation>村社</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>来源渠道</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>总体情况</translation>
    </message>
    <message>
        <source>How long it takes</source>
        <translation>办理用时</translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation>各类时限执行</translation>
    </message>
    <message>
        <source>By platform</source>
        <translation>按平台</translation>
    </message>
    <message>
        <source>By unit</source>
        <translation>按处置单位</translation>
    </message>
    <message>
        <source>By urgency</source>
        <translation>按紧急程度</translation>
    </message>
    <message>
        <source>Call the case's village</source>
        <translation>呼叫案件所在村社</translation>
    </message>
    <message>
        <source>Changed last first</source>
        <translation>最近更新在前</translation>
    </message>
    <message>
        <source>By village</source>
        <translation>按村社</translation>
    </message>
    <message>
        <source>By grid</source>
        <translation>按网格</translation>
    </message>
    <message>
        <source>By category</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By channel</source>
        <translation>按来源渠道</translation>
    </message>
    <message>
        <source>By level</source>
        <translation>按等级</translation>
    </message>
    <message>
        <source>By time left</source>
        <translation>按剩余时间</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>走势</translation>
    </message>
    <message>
        <source>Reported again and again</source>
        <translation>反复上报</translation>
    </message>
    <message>
        <source>Negative list</source>
        <translation>负面清单</translation>
    </message>
    <message>
        <source>Roll calls</source>
        <translation>视频点名</translation>
    </message>
    <message>
        <source>Patrols</source>
        <translation>视频巡查</translation>
    </message>
    <message>
        <source>Cameras lost</source>
        <translation>摄像机失联</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>案件清单</translation>
    </message>
    <message>
        <source>Received and closed</source>
        <translation>受理与办结走势</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>各平台办理情况</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>各单位办理情况</translation>
    </message>
    <message>
        <source>Categories, received</source>
        <translation>类别分布（受理）</translation>
    </message>
    <message>
        <source>Villages, received</source>
        <translation>村社分布（受理）</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>周</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>季</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>From … to</source>
        <translation>自定区间</translation>
    </message>
    <message>
        <source>The whole</source>
        <translation>总体</translation>
    </message>
    <message>
        <source>Serious</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>By distance</source>
        <translation>按距离</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>未填</translation>
    </message>
    <message>
        <source>Tours</source>
        <translation>轮巡次数</translation>
    </message>
    <message>
        <source>Cameras patrolled, times</source>
        <translation>有效巡查（路次）</translation>
    </message>
    <message>
        <source>Cameras seen</source>
        <translation>覆盖摄像机</translation>
    </message>
    <message>
        <source>Cameras never seen</source>
        <translation>未见画面的摄像机</translation>
    </message>
    <message>
        <source>Respond</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Arrive on site</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Handle within</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Close within</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>work {time} left</source>
        <translation>工时余 {time}</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 时 {m} 分</translation>
    </message>
    <message>
        <source>done {at}, late</source>
        <translation>{at} 完成，已超时</translation>
    </message>
    <message>
        <source>done {at}</source>
        <translation>{at} 完成</translation>
    </message>
    <message>
        <source>Outside office hours: working time goes on {at}</source>
        <translation>非工作时间，{at} 起继续计时</translation>
    </message>
    <message>
        <source>Call came at</source>
        <translation>接报时间</translation>
    </message>
    <message>
        <source>Duty log, emergencies, shift</source>
        <translation>值班日志、突发事件、交接班</translation>
    </message>
    <message>
        <source>Extent</source>
        <translation>影响范围</translation>
    </message>
    <message>
        <source>Form of a call</source>
        <translation>接报单</translation>
    </message>
    <message>
        <source>Happened at</source>
        <translation>事发时间</translation>
    </message>
    <message>
        <source>Leaders on site</source>
        <translation>领导到位</translation>
    </message>
    <message>
        <source>Caller's unit</source>
        <translation>报告单位</translation>
    </message>
    <message>
        <source>Leaders told, when</source>
        <translation>已报领导及时间</translation>
    </message>
    <message>
        <source>Losses so far</source>
        <translation>初步损失</translation>
    </message>
    <message>
        <source>Measures taken</source>
        <translation>已采取措施</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>性质</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Place of it</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Reported by</source>
        <translation>报告人</translation>
    </message>
    <message>
        <source>Trend</source>
        <translation>发展趋势</translation>
    </message>
    <message>
        <source>Arrive</source>
        <translation>到场</translation>
    </message>
    <message>
        <source>Handle</source>
        <translation>处置</translation>
    </message>
    <message>
        <source>Close the case</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重开</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Note a consultation</source>
        <translation>记录会商</translation>
    </message>
    <message>
        <source>Register a case</source>
        <translation>登记案件</translation>
    </message>
    <message>
        <source>duty chief</source>
        <translation>值班长</translation>
    </message>
    <message>
        <source>seat operator</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>enforcement coordinator</source>
        <translation>执法协调</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>领导</translation>
    </message>
    <message>
        <source>assessor</source>
        <translation>考核员</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>submitting …</source>
        <translation>提交中…</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>somebody else changed the case</source>
        <translation>案件已被他人改动</translation>
    </message>
    <message>
        <source>not delivered: say what is to be done</source>
        <translation>未送达：请决定如何处理</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>已作废</translation>
    </message>
    <message>
        <source>It could not be delivered in time; send it now?</source>
        <translation>未能及时送达；现在发送吗？</translation>
    </message>
    <message>
        <source>It may have arrived long ago; look at the case before you send it again</source>
        <translation>可能早已送达；重新发送前请先查看案件</translation>
    </message>
    <message>
        <source>It may have arrived, and this platform cannot tell; look at the case</source>
        <translation>可能已送达，但此平台无法核实；请查看案件</translation>
    </message>
    <message>
        <source>The order before it was refused</source>
        <translation>前一条指令被拒绝</translation>
    </message>
    <message>
        <source>Too many orders wait already</source>
        <translation>等待中的指令过多</translation>
    </message>
    <message>
        <source>This computer's disk does not take it</source>
        <translation>本机磁盘无法保存</translation>
    </message>
    <message>
        <source>This case cannot be addressed</source>
        <translation>无法定位这个案件</translation>
    </message>
    <message>
        <source>sent again on the new state</source>
        <translation>已按最新状态重新发送</translation>
    </message>
    <message>
        <source>somebody else changed the case at the same time: look at it</source>
        <translation>他人同时改动了案件：请查看</translation>
    </message>
    <message>
        <source>this platform does not guard against overwriting, so it was not sent</source>
        <translation>此平台不防覆盖，因此没有发送</translation>
    </message>
    <message>
        <source>the platform refuses the connection</source>
        <translation>平台拒绝连接</translation>
    </message>
    <message>
        <source>the platform cannot be reached</source>
        <translation>无法连接平台</translation>
    </message>
    <message>
        <source>the platform's certificate is not trusted</source>
        <translation>平台证书不受信任</translation>
    </message>
    <message>
        <source>the platform does not answer</source>
        <translation>平台没有应答</translation>
    </message>
    <message>
        <source>the line to the platform broke</source>
        <translation>与平台的连接中断</translation>
    </message>
    <message>
        <source>the platform's answer makes no sense</source>
        <translation>平台的应答无法理解</translation>
    </message>
    <message>
        <source>the platform does not accept our token: tell the administrator</source>
        <translation>平台不接受本室的令牌：请告知管理员</translation>
    </message>
    <message>
        <source>the platform does not allow this to this room</source>
        <translation>平台不允许本室这样做</translation>
    </message>
    <message>
        <source>the platform does not know this case</source>
        <translation>平台没有这个案件</translation>
    </message>
    <message>
        <source>the platform is working on it</source>
        <translation>平台正在处理</translation>
    </message>
    <message>
        <source>the revision got lost on the way: tell the administrator</source>
        <translation>版本号在途中丢失：请告知管理员</translation>
    </message>
    <message>
        <source>the platform asks to wait</source>
        <translation>平台要求稍候</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Hotline</source>
        <translation>热线电话</translation>
    </message>
    <message>
        <source>Service hall</source>
        <translation>服务大厅</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>电脑端</translation>
    </message>
    <message>
        <source>Kiosk</source>
        <translation>自助终端</translation>
    </message>
    <message>
        <source>Phone app</source>
        <translation>手机端</translation>
    </message>
    <message>
        <source>Seen by camera</source>
        <translation>视频发现</translation>
    </message>
    <message>
        <source>Command room</source>
        <translation>指挥室登记</translation>
    </message>
    <message>
        <source>no level</source>
        <translation>未定级</translation>
    </message>
    <message>
        <source>Statistics and reports</source>
        <translation>统计报表</translation>
    </message>
    <message>
        <source>there is no program layout {text}</source>
        <translation>没有多画面 {text}</translation>
    </message>
    <message>
        <source>This site is not in the conference</source>
        <translation>该会场不在会中</translation>
    </message>
    <message>
        <source>A conference is about 20 cases at most</source>
        <translation>一次会商最多关联 20 个案件</translation>
    </message>
    <message>
        <source>A name has 1 to 24 characters that can be seen</source>
        <translation>名称为 1 至 24 个可见字符</translation>
    </message>
    <message>
        <source>A layout that comes with the program has this name</source>
        <translation>该名称与程序自带的布局重名</translation>
    </message>
    <message>
        <source>the disk is too slow, too much waits for it</source>
        <translation>磁盘太慢，等待写入的内容过多</translation>
    </message>
    <message>
        <source>picture of {at}, {age} earlier</source>
        <translation>画面时间 {at}，早 {age}</translation>
    </message>
    <message>
        <source>picture of {at}, {age} later</source>
        <translation>画面时间 {at}，晚 {age}</translation>
    </message>
    <message>
        <source>Scene {n}</source>
        <translation>第 {n} 个场景</translation>
    </message>
    <message>
        <source>The scene of the schedule</source>
        <translation>按计划的场景</translation>
    </message>
    <message>
        <source>Save what all screens show as a scene</source>
        <translation>把各屏当前画面保存为场景</translation>
    </message>
    <message>
        <source>Seen live</source>
        <translation>画面时长</translation>
    </message>
    <message>
        <source>Last patrol</source>
        <translation>末次巡查</translation>
    </message>
    <message>
        <source>Patrols by camera</source>
        <translation>视频巡查明细</translation>
    </message>
    <message>
        <source>Who patrolled</source>
        <translation>巡查人</translation>
    </message>
    <message>
        <source>Never seen</source>
        <translation>未见画面名单</translation>
    </message>
    <message>
        <source>Times patrolled</source>
        <translation>巡查次数</translation>
    </message>
    <message>
        <source>Alarms that no cell shows</source>
        <translation>待看告警列表</translation>
    </message>
    <message>
        <source>screen asked for</source>
        <translation>申请共享屏幕</translation>
    </message>
    <message>
        <source>Broadcast the cell's camera to all sites, and stop</source>
        <translation>把格子的摄像机广播给全体会场，再按结束</translation>
    </message>
    <message>
        <source>All villages</source>
        <translation>各村</translation>
    </message>
    <message>
        <source>All communities</source>
        <translation>各社区</translation>
    </message>
    <message>
        <source>All stations</source>
        <translation>各站所</translation>
    </message>
    <message>
        <source>All halls</source>
        <translation>各大厅</translation>
    </message>
    <message>
        <source>All leaders</source>
        <translation>各位领导</translation>
    </message>
    <message>
        <source>All guests</source>
        <translation>各位来宾</translation>
    </message>
    <message>
        <source>screen?</source>
        <translation>要共享</translation>
    </message>
    <message>
        <source>"{text}" is no time of day: 09:00</source>
        <translation>“{text}”不是时间，应如 09:00</translation>
    </message>
    <message>
        <source>what the meeting is called is missing</source>
        <translation>缺会议名称</translation>
    </message>
    <message>
        <source>who is invited is missing: kinds, groups or sites</source>
        <translation>缺参会范围：类别、分组或会场</translation>
    </message>
    <message>
        <source>a day such as 2026-12-01 is needed</source>
        <translation>应填日期，如 2026-12-01</translation>
    </message>
    <message>
        <source>the list has no group {text}</source>
        <translation>名单中没有分组 {text}</translation>
    </message>
    <message>
        <source>There is one of that name already: choose another</source>
        <translation>已有同名的，请换一个名称</translation>
    </message>
    <message>
        <source>layout {name}</source>
        <translation>布局“{name}”</translation>
    </message>
    <message>
        <source>scene {name}</source>
        <translation>场景“{name}”</translation>
    </message>
    <message>
        <source>tour {name}</source>
        <translation>轮巡“{name}”</translation>
    </message>
    <message>
        <source>Too much for one file: make two of it</source>
        <translation>内容过多，一个文件放不下，请分成两个</translation>
    </message>
    <message>
        <source>schedule {name}</source>
        <translation>定时计划“{name}”</translation>
    </message>
    <message>
        <source>Tours: make, change, begin one</source>
        <translation>轮巡：新建、修改、开始</translation>
    </message>
    <message>
        <source>{cameras} · in one cell a round takes {time}</source>
        <translation>{cameras} · 单画面一轮 {time}</translation>
    </message>
    <message>
        <source>{n} cameras</source>
        <translation>{n} 路摄像机</translation>
    </message>
    <message>
        <source>Patrol log: what was really seen live</source>
        <translation>视频巡查记录：实际看到的画面</translation>
    </message>
    <message>
        <source>From, until</source>
        <translation>起止时间</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>轮巡</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Seconds live</source>
        <translation>实时秒数</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>是否计入</translation>
    </message>
    <message>
        <source>counts</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>too short</source>
        <translation>时长不足</translation>
    </message>
    <message>
        <source>Schedules: what is on, and when</source>
        <translation>定时计划：何时开什么</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Workdays</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Days of rest</source>
        <translation>休息日</translation>
    </message>
    <message>
        <source>Weekends</source>
        <translation>周末</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>节假日</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>周一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>周二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>周三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>周四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>周五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>周六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>周日</translation>
    </message>
    <message>
        <source>all day</source>
        <translation>全天</translation>
    </message>
    <message>
        <source>{hours} next day</source>
        <translation>{hours} 次日</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>{day} 起</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>至 {day}</translation>
    </message>
    <message>
        <source>Scene {name}</source>
        <translation>场景 {name}</translation>
    </message>
    <message>
        <source>+ {n} more</source>
        <translation>另有 {n} 处</translation>
    </message>
</context>
<context>
    <name>ActionsDesk</name>
    <message>
        <source>The replay has come to the present: live again</source>
        <translation>回看已到当前时刻，恢复实时画面</translation>
    </message>
    <message>
        <source>This time has not come yet</source>
        <translation>这个时间还没到</translation>
    </message>
    <message>
        <source>{name} and {n} more</source>
        <translation>{name} 等，另 {n} 路</translation>
    </message>
    <message>
        <source>{name}: a clip is being made of what was kept</source>
        <translation>{name}：正在从录像中截取片段</translation>
    </message>
    <message>
        <source>{name}: a clip is being made, whole in {n} s</source>
        <translation>{name}：正在截取片段，{n} 秒后完成</translation>
    </message>
    <message>
        <source>{name}: clip of {n} s kept: {file}</source>
        <translation>{name}：片段已保存（{n} 秒）：{file}</translation>
    </message>
    <message>
        <source>{name}: its schedule goes on recording</source>
        <translation>{name}：计划录像继续进行</translation>
    </message>
    <message>
        <source>{name}: no clip: {reason}</source>
        <translation>{name}：片段未能保存：{reason}</translation>
    </message>
    <message>
        <source>{name}: no recording: {reason}</source>
        <translation>{name}：未能录像：{reason}</translation>
    </message>
    <message>
        <source>{name}: no snapshot: {reason}</source>
        <translation>{name}：抓图失败：{reason}</translation>
    </message>
    <message>
        <source>{name}: recording ended</source>
        <translation>{name}：录像已停止</translation>
    </message>
    <message>
        <source>{name}: recording rests: {reason}</source>
        <translation>{name}：录像暂停：{reason}</translation>
    </message>
    <message>
        <source>{name}: records</source>
        <translation>{name}：开始录像</translation>
    </message>
    <message>
        <source>{name}: snapshot kept: {file}</source>
        <translation>{name}：抓图已保存：{file}</translation>
    </message>
    <message>
        <source>{name}: snapshot kept of the small stream ({reason}): {file}</source>
        <translation>{name}：已保存子码流抓图（{reason}）：{file}</translation>
    </message>
</context>
<context>
    <name>ExportRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled; nothing of it is left</source>
        <translation>已取消，未留下文件</translation>
    </message>
    <message>
        <source>Done: {folder}</source>
        <translation>完成：{folder}</translation>
    </message>
    <message>
        <source>Failed: {reason}</source>
        <translation>失败：{reason}</translation>
    </message>
    <message>
        <source>Nothing was recorded of: {cameras}</source>
        <translation>没有录像：{cameras}</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>{names} and {n} more</source>
        <translation>{names} 等，另 {n} 路</translation>
    </message>
    <message>
        <source>{n} % done</source>
        <translation>已完成 {n} %</translation>
    </message>
</context>
<context>
    <name>ExportSheet</name>
    <message>
        <source>All on the wall</source>
        <translation>选中墙上全部</translation>
    </message>
    <message>
        <source>Burn in time and site</source>
        <translation>画面叠加时间和单位</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export what was recorded</source>
        <translation>导出录像</translation>
    </message>
    <message>
        <source>Exports</source>
        <translation>导出任务</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>The end must be after the beginning</source>
        <translation>结束时间要晚于开始时间</translation>
    </message>
    <message>
        <source>The folder must be a whole path</source>
        <translation>文件夹要写完整路径</translation>
    </message>
    <message>
        <source>Encoded anew, without sound; else pictures and sound are copied</source>
        <translation>重新编码，不含声音；不勾选则画面和声音原样复制</translation>
    </message>
    <message>
        <source>Tick at least one camera</source>
        <translation>至少勾选一路摄像机</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>到</translation>
    </message>
    <message>
        <source>goes into the manifest</source>
        <translation>写入清单</translation>
    </message>
    <message>
        <source>{n} cameras at most</source>
        <translation>最多 {n} 路</translation>
    </message>
    <message>
        <source>{n} days at most</source>
        <translation>最多 {n} 天</translation>
    </message>
    <message>
        <source>Draw in case markers</source>
        <translation>画入案件标记</translation>
    </message>
    <message>
        <source>Of fixed cameras, where the cases stand now; the manifest says so</source>
        <translation>仅固定摄像机，按案件当前位置绘制，清单中注明</translation>
    </message>
</context>
<context>
    <name>ExportsDesk</name>
    <message>
        <source>Export cancelled</source>
        <translation>导出已取消</translation>
    </message>
    <message>
        <source>Export done: {folder}</source>
        <translation>导出完成：{folder}</translation>
    </message>
    <message>
        <source>Export failed: {reason}</source>
        <translation>导出失败：{reason}</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>All cameras of the wall go together, on one clock</source>
        <translation>墙上全部摄像机按同一时钟同步回看</translation>
    </message>
    <message>
        <source>All tiles</source>
        <translation>全部格子</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Date and time to go to</source>
        <translation>要跳到的日期和时间</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>跳转</translation>
    </message>
    <message>
        <source>Go to this time</source>
        <translation>跳到这个时间</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>One picture back</source>
        <translation>上一帧</translation>
    </message>
    <message>
        <source>One picture on</source>
        <translation>下一帧</translation>
    </message>
    <message>
        <source>Pace {n}</source>
        <translation>速度 {n}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>live picture</source>
        <translation>实时画面</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{n} s back</source>
        <translation>后退 {n} 秒</translation>
    </message>
    <message>
        <source>{n} s on</source>
        <translation>前进 {n} 秒</translation>
    </message>
    <message>
        <source>To the next picture</source>
        <translation>跳到下一段录像</translation>
    </message>
    <message>
        <source>Over what was not recorded</source>
        <translation>跳过没有录像的时段</translation>
    </message>
</context>
<context>
    <name>TileActions</name>
    <message>
        <source>PTZ</source>
        <translation>云台</translation>
    </message>
    <message>
        <source>Turn the camera</source>
        <translation>云台控制</translation>
    </message>
    <message>
        <source>Actions of the tile</source>
        <translation>画面操作</translation>
    </message>
    <message>
        <source>All tiles</source>
        <translation>全部画面</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Keep a film from 30 s before to 30 s after</source>
        <translation>保存前后各 30 秒的片段</translation>
    </message>
    <message>
        <source>Keep the picture</source>
        <translation>保存当前画面</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Record by hand</source>
        <translation>手动录像</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Replay from 10 s back</source>
        <translation>从 10 秒前回看</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>抓图</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停录</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录像</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>停止共享</translation>
    </message>
    <message>
        <source>Share into the conference</source>
        <translation>共享到会商</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>附近</translation>
    </message>
    <message>
        <source>Cases near here</source>
        <translation>附近案件</translation>
    </message>
</context>
<context>
    <name>CalibratingDesk</name>
    <message>
        <source>Calibrating is not for this role</source>
        <translation>该岗位不能进行标定</translation>
    </message>
    <message>
        <source>There is no picture of this camera</source>
        <translation>没有该摄像机的画面</translation>
    </message>
    <message>
        <source>There is no picture: {reason}</source>
        <translation>没有画面：{reason}</translation>
    </message>
    <message>
        <source>Waiting for the camera's picture …</source>
        <translation>正在取摄像机画面…</translation>
    </message>
    <message>
        <source>{name}: calibrated, grade {grade}</source>
        <translation>{name}：标定完成，等级 {grade}</translation>
    </message>
    <message>
        <source>{name}: the calibration before is back, grade {grade}</source>
        <translation>{name}：已恢复上一次标定，等级 {grade}</translation>
    </message>
    <message>
        <source>{name}: the calibration cannot be kept: {reason}</source>
        <translation>{name}：标定无法保存：{reason}</translation>
    </message>
    <message>
        <source>{name}: there is no calibration before</source>
        <translation>{name}：没有上一次标定</translation>
    </message>
</context>
<context>
    <name>CalibrationFields</name>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>Height m</source>
        <translation>高度（米）</translation>
    </message>
    <message>
        <source>Longitude, latitude</source>
        <translation>经度, 纬度</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>CalibrationPicture</name>
    <message>
        <source>N</source>
        <translation>北</translation>
    </message>
    <message>
        <source>horizon</source>
        <translation>地平线</translation>
    </message>
</context>
<context>
    <name>CalibrationSheet</name>
    <message>
        <source>Another picture</source>
        <translation>再取一幅画面</translation>
    </message>
    <message>
        <source>Calibrate a camera</source>
        <translation>标定摄像机</translation>
    </message>
    <message>
        <source>Calibrate: {name}</source>
        <translation>标定：{name}</translation>
    </message>
    <message>
        <source>Calibration before</source>
        <translation>上一次标定</translation>
    </message>
    <message>
        <source>Check only</source>
        <translation>仅检验</translation>
    </message>
    <message>
        <source>Click a feature in the picture, then the same one on the map.</source>
        <translation>先在画面上点一个特征点，再在地图上点同一个点。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Horizon, rings, roads, north</source>
        <translation>地平线、距离圈、道路、北向</translation>
    </message>
    <message>
        <source>Keep the point out of the fit</source>
        <translation>该点不参加计算，只用来检验</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>辅助线</translation>
    </message>
    <message>
        <source>Of the head as it stands now</source>
        <translation>按云台现在的位置</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Take the last save back</source>
        <translation>撤回最近一次保存</translation>
    </message>
    <message>
        <source>The camera's picture</source>
        <translation>摄像机画面</translation>
    </message>
    <message>
        <source>The map</source>
        <translation>地图</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>no fit yet</source>
        <translation>尚无结果</translation>
    </message>
    <message>
        <source>off by {px} px</source>
        <translation>误差 {px} 像素</translation>
    </message>
    <message>
        <source>off by {px} px, {m} m</source>
        <translation>误差 {px} 像素、{m} 米</translation>
    </message>
    <message>
        <source>where the head points is known to {deg}</source>
        <translation>云台指向的误差 {deg}</translation>
    </message>
</context>
<context>
    <name>CalibrationTable</name>
    <message>
        <source>Control points</source>
        <translation>控制点</translation>
    </message>
    <message>
        <source>Metres</source>
        <translation>米</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>check only</source>
        <translation>仅检验</translation>
    </message>
    <message>
        <source>click it in the picture</source>
        <translation>请在画面上点出</translation>
    </message>
    <message>
        <source>click it on the map</source>
        <translation>请在地图上点出</translation>
    </message>
    <message>
        <source>does not agree</source>
        <translation>与其他点不符</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>worst</source>
        <translation>最差</translation>
    </message>
</context>
<context>
    <name>TrustDesk</name>
    <message>
        <source>{name}: fits its calibration again</source>
        <translation>{name}：画面与标定重新相符</translation>
    </message>
    <message>
        <source>{name}: not calibrated any more, the camera looks elsewhere: calibrate</source>
        <translation>{name}：摄像机已移位，标定失效，请重新标定</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>Calibrate …</source>
        <translation>标定…</translation>
    </message>
    <message>
        <source>Stop sharing</source>
        <translation>停止共享</translation>
    </message>
    <message>
        <source>Share into the conference</source>
        <translation>共享到会商</translation>
    </message>
    <message>
        <source>Turn the camera (PTZ)</source>
        <translation>云台控制</translation>
    </message>
    <message>
        <source>All tiles</source>
        <translation>全部画面</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Clip: 30 s before and after</source>
        <translation>片段：前后各 30 秒</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Record by hand</source>
        <translation>手动录像</translation>
    </message>
    <message>
        <source>Replay from 10 s back</source>
        <translation>从 10 秒前回看</translation>
    </message>
    <message>
        <source>Show the map here</source>
        <translation>在这里显示地图</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>抓图</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录像</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>监听声音</translation>
    </message>
    <message>
        <source>Stop listening</source>
        <translation>停止监听</translation>
    </message>
    <message>
        <source>The alarm was seen</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>Pin the alarm here, and no more</source>
        <translation>固定告警／取消固定</translation>
    </message>
    <message>
        <source>Tour: pause, go on</source>
        <translation>轮巡：暂停、继续</translation>
    </message>
    <message>
        <source>Tour: next stop</source>
        <translation>轮巡：下一站</translation>
    </message>
    <message>
        <source>Tour: stop before</source>
        <translation>轮巡：上一站</translation>
    </message>
    <message>
        <source>Tour: show all its cameras at once</source>
        <translation>轮巡：全部展开</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>结束轮巡</translation>
    </message>
    <message>
        <source>Hold the cell against alarms, or not</source>
        <translation>占用此格／取消占用</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>完整画面</translation>
    </message>
    <message>
        <source>Cases near here</source>
        <translation>附近的事件</translation>
    </message>
    <message>
        <source>Is its picture good?</source>
        <translation>图像质量报告</translation>
    </message>
    <message>
        <source>Connect anew</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上</translation>
    </message>
    <message>
        <source>Register a case here</source>
        <translation>在此登记案件</translation>
    </message>
    <message>
        <source>Snapshot with case markers</source>
        <translation>抓图（含案件标记）</translation>
    </message>
    <message>
        <source>Begin a tour</source>
        <translation>开始轮巡</translation>
    </message>
    <message>
        <source>The camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>In this cell</source>
        <translation>在本画面</translation>
    </message>
    <message>
        <source>Over the whole wall</source>
        <translation>在整面墙</translation>
    </message>
    <message>
        <source>Broadcast to all</source>
        <translation>广播给全体</translation>
    </message>
    <message>
        <source>End the broadcast</source>
        <translation>结束广播</translation>
    </message>
    <message>
        <source>Tours …</source>
        <translation>管理轮巡…</translation>
    </message>
</context>
<context>
    <name>PictureReport</name>
    <message>
        <source>The report cannot be written: {reason}</source>
        <translation>报表无法写入：{reason}</translation>
    </message>
    <message>
        <source>Report: {path}</source>
        <translation>报表：{path}</translation>
    </message>
    <message>
        <source>{name}: judged from now on by how it looks now</source>
        <translation>{name}：今后以当前画面为准</translation>
    </message>
</context>
<context>
    <name>FindingsSheet</name>
    <message>
        <source>Are the pictures good?</source>
        <translation>视频质量诊断</translation>
    </message>
    <message>
        <source>Picture is right as it is</source>
        <translation>画面正常，以此为准</translation>
    </message>
    <message>
        <source>From now on the camera is judged by how it looks now</source>
        <translation>今后以该摄像机当前画面为基准</translation>
    </message>
    <message>
        <source>Show camera</source>
        <translation>上墙查看</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>诊断结果</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>异常</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>累计时长</translation>
    </message>
    <message>
        <source>still so</source>
        <translation>仍在持续</translation>
    </message>
    <message>
        <source>since {at}</source>
        <translation>自 {at}</translation>
    </message>
    <message>
        <source>until {at}</source>
        <translation>至 {at}</translation>
    </message>
    <message>
        <source>Cameras with a bad picture now: {n}; below are those of the last 7 days</source>
        <translation>当前 {n} 路画面异常；下列为近 7 天全部记录</translation>
    </message>
    <message>
        <source>No camera has a bad picture now; below, all of the last 7 days</source>
        <translation>当前没有画面异常；下列为近 7 天全部记录</translation>
    </message>
    <message>
        <source>Nothing was wrong with any picture in the last 7 days.</source>
        <translation>近 7 天所有画面都正常。</translation>
    </message>
    <message>
        <source>Choose a row to see the camera's history.</source>
        <translation>选中一行，查看该摄像机的记录。</translation>
    </message>
    <message>
        <source>The camera's history</source>
        <translation>该摄像机的记录</translation>
    </message>
</context>
<context>
    <name>CameraFinder</name>
    <message>
        <source>Share into the conference, and stop</source>
        <translation>共享到会商 / 停止共享</translation>
    </message>
    <message>
        <source>Find cameras in the network …</source>
        <translation>在网络中查找摄像机…</translation>
    </message>
    <message>
        <source>Bad pictures {n}</source>
        <translation>画面异常 {n}</translation>
    </message>
    <message>
        <source>Camera list</source>
        <translation>摄像机名单</translation>
    </message>
    <message>
        <source>Camera sheet as PDF</source>
        <translation>摄像机清单（PDF）</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Cases near here</source>
        <translation>附近案件</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Import a camera list …</source>
        <translation>导入摄像机名单…</translation>
    </message>
    <message>
        <source>Import, export or print the camera list</source>
        <translation>导入、导出或打印摄像机名单</translation>
    </message>
    <message>
        <source>No camera matches. Esc clears the search.</source>
        <translation>没有匹配的摄像机。按 Esc 清除搜索。</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Only cameras with whose picture something is wrong</source>
        <translation>只看画面有问题的摄像机</translation>
    </message>
    <message>
        <source>Picture check: its history</source>
        <translation>画面诊断记录</translation>
    </message>
    <message>
        <source>Record by hand, and stop</source>
        <translation>手动录像／停止</translation>
    </message>
    <message>
        <source>Search cameras</source>
        <translation>搜索摄像机</translation>
    </message>
    <message>
        <source>Show in the selected cell</source>
        <translation>放进选中的格子</translation>
    </message>
    <message>
        <source>Show over the whole wall</source>
        <translation>满墙显示</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>抓图</translation>
    </message>
    <message>
        <source>Words by name, pinyin or its initials, id, group, or state such as: lost. Enter shows the first in the selected cell, with Ctrl over the whole wall</source>
        <translation>可输入名称、拼音或首字母、编号、分组，或状态（如：失联）。回车把第一个放进选中的格子，Ctrl+回车满墙显示</translation>
    </message>
    <message>
        <source>Name, pinyin, id</source>
        <translation>名称 / 拼音 / 编号</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上</translation>
    </message>
    <message>
        <source>Broadcast to all, and stop</source>
        <translation>广播给全体，再选结束</translation>
    </message>
</context>
<context>
    <name>CameraTree</name>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Shown lately</source>
        <translation>最近查看</translation>
    </message>
    <message>
        <source>{total} cameras, {live} live, {lost} lost</source>
        <translation>共 {total} 路，在看 {live}，断线 {lost}</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作与按键</translation>
    </message>
    <message>
        <source>All as they were</source>
        <translation>全部恢复默认</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Change keys</source>
        <translation>修改按键</translation>
    </message>
    <message>
        <source>Choose an action, then Enter, and press its new key.</source>
        <translation>选中一项操作，按回车，再按新的按键。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>New key …</source>
        <translation>新按键…</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>不设按键</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>改给它</translation>
    </message>
    <message>
        <source>changed; it was {keys}</source>
        <translation>已修改；原为 {keys}</translation>
    </message>
    <message>
        <source>{action}: now {key}</source>
        <translation>{action}：已改为 {key}</translation>
    </message>
    <message>
        <source>{action}: press the new key. Esc leaves it as it is.</source>
        <translation>{action}：请按新的按键，Esc 保持不变。</translation>
    </message>
    <message>
        <source>{key} is taken already: {other}</source>
        <translation>{key} 已用于：{other}</translation>
    </message>
</context>
<context>
    <name>NumberReadout</name>
    <message>
        <source>Camera {n}</source>
        <translation>摄像机 {n}</translation>
    </message>
    <message>
        <source>Layout {n}</source>
        <translation>布局 {n}</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>没有这个编号</translation>
    </message>
    <message>
        <source>type its number, then Enter</source>
        <translation>输入编号，按回车</translation>
    </message>
</context>
<context>
    <name>CameraListDesk</name>
    <message>
        <source>Camera list taken over: {added} new, {changed} changed, {gone} gone</source>
        <translation>摄像机名单已接管：新增 {added}，修改 {changed}，删除 {gone}</translation>
    </message>
    <message>
        <source>Camera list: {path}</source>
        <translation>摄像机名单：{path}</translation>
    </message>
    <message>
        <source>Camera sheet: {path}</source>
        <translation>摄像机清单：{path}</translation>
    </message>
    <message>
        <source>It cannot be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <source>It cannot be taken over: {reason}</source>
        <translation>无法接管：{reason}</translation>
    </message>
    <message>
        <source>The camera list cannot be written: {reason}</source>
        <translation>摄像机名单无法写入：{reason}</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>A CSV file, UTF-8 or GBK, with the columns of cameras.csv. Nothing changes before you take it over; the list before is kept.</source>
        <translation>CSV 文件（UTF-8 或 GBK），列与 cameras.csv 相同。接管之前不会改动任何东西；原名单会保留。</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Camera lists (*.csv)</source>
        <translation>摄像机名单 (*.csv)</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Import a camera list</source>
        <translation>导入摄像机名单</translation>
    </message>
    <message>
        <source>Leave out the faulty lines</source>
        <translation>跳过有错的行</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Lines of the list</source>
        <translation>名单各行</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>What is wrong, and what is right</source>
        <translation>问题与正确写法</translation>
    </message>
    <message>
        <source>path of the file</source>
        <translation>文件路径</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>{added} new, {changed} changed, {gone} gone</source>
        <translation>新增 {added}，修改 {changed}，删除 {gone}</translation>
    </message>
    <message>
        <source>{n} lines, {faulty} of them faulty</source>
        <translation>共 {n} 行，{faulty} 行有错</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……另有 {n} 处</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation>正在读取名单</translation>
    </message>
    <message>
        <source>Reading {name} …</source>
        <translation>正在读取 {name}…</translation>
    </message>
</context>
<context>
    <name>PtzLayer</name>
    <message>
        <source>Presets</source>
        <translation>预置点</translation>
    </message>
    <message>
        <source>Presets and patrols</source>
        <translation>预置点与巡航</translation>
    </message>
    <message>
        <source>Turn the camera: drag, or hold {keys}</source>
        <translation>云台控制：拖动，或按住 {keys}</translation>
    </message>
</context>
<context>
    <name>PtzPanel</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Nobody steers it</source>
        <translation>无人控制</translation>
    </message>
    <message>
        <source>Patrols</source>
        <translation>巡航</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>预置点</translation>
    </message>
    <message>
        <source>Presets or patrols</source>
        <translation>预置点或巡航</translation>
    </message>
    <message>
        <source>Remove the preset {name} from the camera?</source>
        <translation>从摄像机中删除预置点“{name}”？</translation>
    </message>
    <message>
        <source>Shall {name} point to what is seen now?</source>
        <translation>让“{name}”改为指向当前画面？</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop whatever turns it, a patrol too</source>
        <translation>停止一切转动，包括巡航</translation>
    </message>
    <message>
        <source>Turn it no more</source>
        <translation>退出云台控制</translation>
    </message>
    <message>
        <source>Turning the camera</source>
        <translation>云台控制</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>PtzPresets</name>
    <message>
        <source>Go there</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>原位</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>新存</translation>
    </message>
    <message>
        <source>Keep where it points now as a new preset</source>
        <translation>把当前指向存为新的预置点</translation>
    </message>
    <message>
        <source>Presets of the camera</source>
        <translation>摄像机的预置点</translation>
    </message>
    <message>
        <source>Put here</source>
        <translation>改到此处</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the chosen preset</source>
        <translation>删除所选预置点</translation>
    </message>
    <message>
        <source>The chosen preset points here from now on, with the name that is written</source>
        <translation>所选预置点改为当前指向，并用上面填写的名称</translation>
    </message>
    <message>
        <source>Turn to the chosen preset</source>
        <translation>转到所选预置点</translation>
    </message>
    <message>
        <source>Turn to the home position</source>
        <translation>转到原位</translation>
    </message>
    <message>
        <source>name of the place</source>
        <translation>位置名称</translation>
    </message>
</context>
<context>
    <name>PtzRounds</name>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep this patrol under the name</source>
        <translation>以此名称保存巡航</translation>
    </message>
    <message>
        <source>Kept patrols</source>
        <translation>已保存的巡航</translation>
    </message>
    <message>
        <source>Presets that the patrol goes to</source>
        <translation>巡航经过的预置点</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove the chosen patrol</source>
        <translation>删除所选巡航</translation>
    </message>
    <message>
        <source>Seconds at each preset</source>
        <translation>每个预置点停留秒数</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start going round the ticked presets</source>
        <translation>按勾选的预置点开始巡航</translation>
    </message>
    <message>
        <source>name of the patrol</source>
        <translation>巡航名称</translation>
    </message>
    <message>
        <source>s at each</source>
        <translation>秒/点</translation>
    </message>
</context>
<context>
    <name>PtzSheet</name>
    <message>
        <source>Presets and patrols</source>
        <translation>预置点与巡航</translation>
    </message>
</context>
<context>
    <name>TurningDesk</name>
    <message>
        <source>Drag, wheel, {keys}; Esc</source>
        <translation>拖动、滚轮、按住 {keys}；Esc 退出</translation>
    </message>
    <message>
        <source>Not done: {reason}</source>
        <translation>未执行：{reason}</translation>
    </message>
    <message>
        <source>There are {n} patrols already: remove one</source>
        <translation>已有 {n} 个巡航，请先删除一个</translation>
    </message>
    <message>
        <source>This tile shows no camera that can be turned</source>
        <translation>这一格没有可转动的摄像机</translation>
    </message>
    <message>
        <source>{who} has taken it</source>
        <translation>已被{who}接管</translation>
    </message>
</context>
<context>
    <name>DiscoveryList</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Addresses to ask; empty: everybody</source>
        <translation>要询问的地址，留空则询问全网</translation>
    </message>
    <message>
        <source>already in the list</source>
        <translation>已在列表中</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>正在询问…</translation>
    </message>
    <message>
        <source>{done} of {of} addresses asked</source>
        <translation>已询问 {done} / {of} 个地址</translation>
    </message>
    <message>
        <source>{n} devices answered, {new} of them in no list</source>
        <translation>{n} 台设备应答，其中 {new} 台不在列表中</translation>
    </message>
    <message>
        <source>Nobody answered. Is ONVIF switched on in the cameras, and are they in this network? Type addresses above, or one by hand.</source>
        <translation>没有设备应答。请确认摄像机已开启 ONVIF 且在本网段；也可在上方填写地址，或手动添加。</translation>
    </message>
    <message>
        <source>Everybody in this network is asked, or the addresses here:</source>
        <translation>询问本网段的所有设备，或只询问以下地址：</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>How far the search is</source>
        <translation>查找进度</translation>
    </message>
    <message>
        <source>Devices that answered</source>
        <translation>应答的设备</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>型号</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>By hand …</source>
        <translation>手动添加…</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PlaceField</name>
    <message>
        <source>Longitude, latitude</source>
        <translation>经度, 纬度</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>坐标系</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>地图选点</translation>
    </message>
</context>
<context>
    <name>DiscoveryForm</name>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>The place is longitude, then latitude, in degrees: 120.1927, 30.4721</source>
        <translation>位置应为先经度、后纬度（度），例如 120.1927, 30.4721</translation>
    </message>
    <message>
        <source>no picture yet</source>
        <translation>尚无画面</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Main stream</source>
        <translation>主码流</translation>
    </message>
    <message>
        <source>Small stream</source>
        <translation>子码流</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>village/grid</source>
        <translation>村/网格</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Log in and ask for its streams</source>
        <translation>登录并查询码流</translation>
    </message>
    <message>
        <source>Show the picture</source>
        <translation>查看画面</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add to the list of cameras</source>
        <translation>添加到摄像机列表</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Picture of the camera</source>
        <translation>摄像机画面</translation>
    </message>
</context>
<context>
    <name>DiscoverySheet</name>
    <message>
        <source>Find cameras in the network</source>
        <translation>在网络中查找摄像机</translation>
    </message>
</context>
<context>
    <name>DiscoveryDesk</name>
    <message>
        <source>Click the camera's place on the map; Esc: none</source>
        <translation>请在地图上点选摄像机的位置；Esc 取消</translation>
    </message>
    <message>
        <source>These are no addresses: {reason}</source>
        <translation>地址有误：{reason}</translation>
    </message>
    <message>
        <source>The search failed: {reason}</source>
        <translation>查找失败：{reason}</translation>
    </message>
    <message>
        <source>Logging in …</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>It tells nothing: {reason}</source>
        <translation>未能查询：{reason}</translation>
    </message>
    <message>
        <source>Waiting for a picture …</source>
        <translation>正在等待画面…</translation>
    </message>
    <message>
        <source>{codec}, {width}x{height}</source>
        <translation>{codec}，{width}x{height}</translation>
    </message>
    <message>
        <source>It can be turned.</source>
        <translation>可控制云台。</translation>
    </message>
    <message>
        <source>Adding …</source>
        <translation>正在添加…</translation>
    </message>
    <message>
        <source>It cannot be added: {reason}</source>
        <translation>无法添加：{reason}</translation>
    </message>
    <message>
        <source>{name} is in the list now</source>
        <translation>{name} 已加入列表</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The room is being opened</source>
        <translation>正在打开指挥室</translation>
    </message>
    <message>
        <source>64 simulated cameras, sites and cases; nothing is needed</source>
        <translation>64 路模拟摄像机、会场和案件，无需任何准备</translation>
    </message>
    <message>
        <source>A room is one folder: its settings, cameras and passwords.</source>
        <translation>一个指挥室就是一个文件夹：其中有设置、摄像机和密码。</translation>
    </message>
    <message>
        <source>Afterwards cameras are searched for in the network</source>
        <translation>建好后在网络中查找摄像机</translation>
    </message>
    <message>
        <source>Choose the folder of a room</source>
        <translation>选择指挥室文件夹</translation>
    </message>
    <message>
        <source>Choose where the new room lies</source>
        <translation>选择新指挥室的位置</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Command Room</source>
        <translation>指挥室</translation>
    </message>
    <message>
        <source>Look around in the demo town</source>
        <translation>看看演示镇</translation>
    </message>
    <message>
        <source>Make a new room</source>
        <translation>新建指挥室</translation>
    </message>
    <message>
        <source>Make it and find cameras</source>
        <translation>新建并查找摄像机</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a room that is there</source>
        <translation>打开已有的指挥室</translation>
    </message>
    <message>
        <source>Open the demo town</source>
        <translation>打开演示镇</translation>
    </message>
    <message>
        <source>Rooms opened lately</source>
        <translation>最近打开的指挥室</translation>
    </message>
    <message>
        <source>Which room?</source>
        <translation>打开哪个指挥室？</translation>
    </message>
    <message>
        <source>folder with site.toml</source>
        <translation>含 site.toml 的文件夹</translation>
    </message>
    <message>
        <source>name of the room</source>
        <translation>指挥室名称</translation>
    </message>
    <message>
        <source>new folder of the room</source>
        <translation>新指挥室的文件夹</translation>
    </message>
</context>
<context>
    <name>WelcomeDesk</name>
    <message>
        <source>The demo town does not start; the lines in the terminal say why</source>
        <translation>演示镇未能启动，原因见终端</translation>
    </message>
    <message>
        <source>The demo town is being opened …</source>
        <translation>正在打开演示镇…</translation>
    </message>
    <message>
        <source>The room cannot be made in {folder}: {reason}</source>
        <translation>无法在 {folder} 新建：{reason}</translation>
    </message>
    <message>
        <source>There is a room in {folder} already: open it, or choose another place</source>
        <translation>{folder} 中已有指挥室：请打开它，或另选位置</translation>
    </message>
    <message>
        <source>This room has faults: mend them in its files, then open it again.</source>
        <translation>此指挥室的文件有误：请修正后再打开。</translation>
    </message>
    <message>
        <source>{folder} holds no site.toml: choose another, or make a new room there</source>
        <translation>{folder} 中没有 site.toml：请另选，或在此新建</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>…另有 {n} 处</translation>
    </message>
</context>
<context>
    <name>LayoutCanvas</name>
    <message>
        <source>Cells of the layout</source>
        <translation>布局的各格</translation>
    </message>
    <message>
        <source>Let go: {n} cells become one</source>
        <translation>松开即合并 {n} 格</translation>
    </message>
</context>
<context>
    <name>Pieces</name>
    <message>
        <source>Leaders' view</source>
        <translation>领导席</translation>
    </message>
    <message>
        <source>Drag into a cell:</source>
        <translation>拖入格中：</translation>
    </message>
    <message>
        <source>Conference program</source>
        <translation>会商画面</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>EditorBar</name>
    <message>
        <source>Edit layout</source>
        <translation>编辑布局</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>布局名称</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Columns of the grid</source>
        <translation>网格列数</translation>
    </message>
    <message>
        <source>Rows of the grid</source>
        <translation>网格行数</translation>
    </message>
    <message>
        <source>Begin with</source>
        <translation>套用</translation>
    </message>
    <message>
        <source>Take the shape of another layout; what is shown stays</source>
        <translation>套用另一布局的划分，画面保留</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>更名</translation>
    </message>
    <message>
        <source>Version before</source>
        <translation>恢复上一版</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>The chosen cells become one; or drag over them</source>
        <translation>所选各格合为一格；也可拖过它们</translation>
    </message>
    <message>
        <source>Split the cell: left and right</source>
        <translation>拆成左右两格</translation>
    </message>
    <message>
        <source>Split the cell: above and below</source>
        <translation>拆成上下两格</translation>
    </message>
    <message>
        <source>Split the cell in four</source>
        <translation>拆成四格</translation>
    </message>
    <message>
        <source>Split the cell into the squares of the grid</source>
        <translation>按网格拆成方格</translation>
    </message>
    <message>
        <source>The chosen cells show nothing</source>
        <translation>清空所选各格</translation>
    </message>
    <message>
        <source>Alarms take this cell, in the order of the numbers</source>
        <translation>告警时按序号占用此格</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Split ↔</source>
        <translation>拆左右</translation>
    </message>
    <message>
        <source>Split ↕</source>
        <translation>拆上下</translation>
    </message>
    <message>
        <source>Split in 4</source>
        <translation>拆四格</translation>
    </message>
    <message>
        <source>To squares</source>
        <translation>拆方格</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Alarm tile</source>
        <translation>告警格</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
</context>
<context>
    <name>LayoutEditor</name>
    <message>
        <source>Layout editor</source>
        <translation>布局编辑</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Go on editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Name it, then Enter saves it</source>
        <translation>写好名称后按 Enter 保存</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>The layout has changes that are not saved.</source>
        <translation>布局有未保存的修改。</translation>
    </message>
    <message>
        <source>Drag over cells: merge · drag a name onto another: swap · arrows choose, with Shift more, with Ctrl swap · 1 to 9: alarm tile, 0: none</source>
        <translation>拖过几格：合并 · 拖名称到另一格：对调 · 方向键选格，加 Shift 多选，加 Ctrl 对调 · 1–9 设告警格，0 取消</translation>
    </message>
</context>
<context>
    <name>LayoutChooser</name>
    <message>
        <source>Favourites stand in the top line, with Ctrl+1 to Ctrl+9 in their order.</source>
        <translation>收藏的布局显示在顶栏，依次为 Ctrl+1 到 Ctrl+9。</translation>
    </message>
    <message>
        <source>search by name or number of pictures</source>
        <translation>按名称或画面数查找</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Layouts and tours</source>
        <translation>布局与轮巡</translation>
    </message>
    <message>
        <source>In the selected cell</source>
        <translation>在所选画面轮巡</translation>
    </message>
    <message>
        <source>Over the whole wall</source>
        <translation>全屏轮巡</translation>
    </message>
    <message>
        <source>Tour {title}</source>
        <translation>轮巡 {title}</translation>
    </message>
</context>
<context>
    <name>LayoutsDesk</name>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Write the new name first, then Rename</source>
        <translation>请先写好新名称，再点更名</translation>
    </message>
    <message>
        <source>Renamed: {name}</source>
        <translation>已更名：{name}</translation>
    </message>
    <message>
        <source>Removed: {name}. More, "Version before" brings it back</source>
        <translation>已删除：{name}。在“更多”中恢复上一版可找回</translation>
    </message>
    <message>
        <source>There is no version before</source>
        <translation>没有上一版</translation>
    </message>
    <message>
        <source>The version before of {name} is back</source>
        <translation>已恢复 {name} 的上一版</translation>
    </message>
    <message>
        <source>There is a layout of that name already</source>
        <translation>已有同名布局</translation>
    </message>
    <message>
        <source>the room's start (site.toml, [wall] layout)</source>
        <translation>开机布局（site.toml，[wall] layout）</translation>
    </message>
    <message>
        <source>plan {name}</source>
        <translation>预案“{name}”</translation>
    </message>
    <message>
        <source>In use: {users}. Choose another layout there first</source>
        <translation>正在使用：{users}。请先在该处改用其他布局</translation>
    </message>
    <message>
        <source>Saving: {name} …</source>
        <translation>正在保存：{name}…</translation>
    </message>
</context>
<context>
    <name>WallWindow</name>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>Director</name>
    <message>
        <source>Left out: {fault}</source>
        <translation>未采用：{fault}</translation>
    </message>
    <message>
        <source>Left out: {fault}, and {n} more of the kind (console check)</source>
        <translation>未采用：{fault}，同类还有 {n} 处（console check）</translation>
    </message>
    <message>
        <source>No alarm takes this cell: there is nothing to hold</source>
        <translation>此格不是告警格，无需占用</translation>
    </message>
    <message>
        <source>by schedule until {at}</source>
        <translation>按计划至 {at}</translation>
    </message>
    <message>
        <source>by schedule</source>
        <translation>按计划</translation>
    </message>
    <message>
        <source>chosen by hand, until {at}</source>
        <translation>手动，至 {at}</translation>
    </message>
    <message>
        <source>chosen by hand</source>
        <translation>手动选择</translation>
    </message>
    <message>
        <source>{words}, changed since</source>
        <translation>{words}，之后已改动</translation>
    </message>
    <message>
        <source>held: no alarm takes this cell</source>
        <translation>已占用：告警不替换此格</translation>
    </message>
    <message>
        <source>held</source>
        <translation>已占用</translation>
    </message>
    <message>
        <source> · pinned</source>
        <translation> · 已固定</translation>
    </message>
    <message>
        <source>ALARM · {what} · {title}{pinned} · click or K: seen</source>
        <translation>告警 · {what} · {title}{pinned} · 单击或按 K 确认</translation>
    </message>
    <message>
        <source>ALARM · {what} · {title}</source>
        <translation>告警 · {what} · {title}</translation>
    </message>
    <message>
        <source>ALARM · {what}</source>
        <translation>告警 · {what}</translation>
    </message>
    <message>
        <source>Tour {title} {where}</source>
        <translation>轮巡 {title} {where}</translation>
    </message>
    <message>
        <source>There is no tour {name} any more</source>
        <translation>轮巡“{name}”已不存在</translation>
    </message>
    <message>
        <source>Tour {title}</source>
        <translation>轮巡 {title}</translation>
    </message>
</context>
<context>
    <name>SceneChoice</name>
    <message>
        <source>Scenes</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Scene</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>As the schedule says</source>
        <translation>恢复按计划</translation>
    </message>
    <message>
        <source>Save what all screens show as a scene …</source>
        <translation>把各屏当前画面保存为场景…</translation>
    </message>
    <message>
        <source>Today's schedule:</source>
        <translation>今日计划：</translation>
    </message>
    <message>
        <source>Tours …</source>
        <translation>轮巡…</translation>
    </message>
    <message>
        <source>Patrol log …</source>
        <translation>视频巡查记录…</translation>
    </message>
    <message>
        <source>Schedules …</source>
        <translation>定时计划…</translation>
    </message>
</context>
<context>
    <name>TourLine</name>
    <message>
        <source>Tour: stop before</source>
        <translation>轮巡：上一站</translation>
    </message>
    <message>
        <source>Tour: next stop</source>
        <translation>轮巡：下一站</translation>
    </message>
    <message>
        <source>Tour: pause, go on</source>
        <translation>轮巡：暂停、继续</translation>
    </message>
    <message>
        <source>Tour ▸ {title} {where}</source>
        <translation>轮巡 ▸ {title} {where}</translation>
    </message>
</context>
<context>
    <name>NearDesk</name>
    <message>
        <source>{name}: where it stands is not known; see cameras.csv</source>
        <translation>{name}：位置未知，请在 cameras.csv 中填写</translation>
    </message>
</context>
<context>
    <name>DeviceChoice</name>
    <message>
        <source>{device} is back and in use again</source>
        <translation>{device} 已接回，重新使用</translation>
    </message>
    <message>
        <source>{device} is away, and there is no other</source>
        <translation>{device} 已拔出，没有其他设备可用</translation>
    </message>
    <message>
        <source>{device} is away: {other} is used until it is back</source>
        <translation>{device} 已拔出：接回之前使用 {other}</translation>
    </message>
</context>
<context>
    <name>HeardSign</name>
    <message>
        <source>Microphone open, no site is there</source>
        <translation>话筒已开，尚无会场在会</translation>
    </message>
    <message>
        <source>On air while the key is held</source>
        <translation>按住说话中，各会场听得到</translation>
    </message>
    <message>
        <source>Room on air</source>
        <translation>各会场听得到本室</translation>
    </message>
</context>
<context>
    <name>PlaceSheet</name>
    <message>
        <source>No picture</source>
        <translation>没有画面</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>摄像机看到的画面</translation>
    </message>
    <message>
        <source>The system's usual one</source>
        <translation>系统默认</translation>
    </message>
    <message>
        <source>{device} (away)</source>
        <translation>{device}（已拔出）</translation>
    </message>
    <message>
        <source>{rms:.0f} dBFS, peak {peak:.0f}</source>
        <translation>{rms:.0f} dBFS，峰值 {peak:.0f}</translation>
    </message>
    <message>
        <source>This room in the conference</source>
        <translation>本室参加会商的设备</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>The room's picture</source>
        <translation>本室画面</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音处理</translation>
    </message>
    <message>
        <source>Push to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Test tone</source>
        <translation>测试音</translation>
    </message>
    <message>
        <source>Take away echo</source>
        <translation>消除回声</translation>
    </message>
    <message>
        <source>Take away noise</source>
        <translation>抑制噪声</translation>
    </message>
    <message>
        <source>Even level</source>
        <translation>自动增益</translation>
    </message>
    <message>
        <source>The selected cell's camera</source>
        <translation>用选中格的摄像机</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>None: the sites do not see the room</source>
        <translation>无：各会场看不到本室</translation>
    </message>
    <message>
        <source>The camera above</source>
        <translation>上面选的摄像头</translation>
    </message>
    <message>
        <source>Speak now …</source>
        <translation>请讲话…</translation>
    </message>
    <message>
        <source>That is how you sound</source>
        <translation>对方听到的是这样</translation>
    </message>
    <message>
        <source>Say something, hear it back</source>
        <translation>说一句，听回放</translation>
    </message>
    <message>
        <source>The sites hear this room</source>
        <translation>各会场听得到本室</translation>
    </message>
    <message>
        <source>The sites do not hear this room</source>
        <translation>各会场听不到本室</translation>
    </message>
    <message>
        <source>No conference: nobody hears</source>
        <translation>没有会商，无人听到</translation>
    </message>
    <message>
        <source>Be silent</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Let the sites hear</source>
        <translation>让各会场听到</translation>
    </message>
    <message>
        <source>{key}: hold it to be heard …</source>
        <translation>{key}：按住即可发言…</translation>
    </message>
    <message>
        <source>No key …</source>
        <translation>没有按键…</translation>
    </message>
    <message>
        <source>Press the new key; Esc leaves it as it is</source>
        <translation>请按新的按键；Esc 保持不变</translation>
    </message>
    <message>
        <source>{key} is taken already: {other}</source>
        <translation>{key} 已被占用：{other}</translation>
    </message>
</context>
<context>
    <name>PlaceDesk</name>
    <message>
        <source>Echo, noise and level are left as they are: {reason}</source>
        <translation>回声、噪声和增益未处理：{reason}</translation>
    </message>
    <message>
        <source>There is no camera in the selected cell</source>
        <translation>选中格里没有摄像机</translation>
    </message>
</context>
<context>
    <name>OwnCamera</name>
    <message>
        <source>This workstation has no camera</source>
        <translation>本机没有摄像头</translation>
    </message>
</context>
<context>
    <name>LeadersView</name>
    <message>
        <source>recording</source>
        <translation>录制中</translation>
    </message>
    <message>
        <source>Consultation</source>
        <translation>视频会商</translation>
    </message>
    <message>
        <source>No consultation</source>
        <translation>没有会商</translation>
    </message>
    <message>
        <source>● This room is heard</source>
        <translation>● 本室发言中</translation>
    </message>
    <message>
        <source>This room is muted</source>
        <translation>本室静音</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>另有 {n} 个</translation>
    </message>
    <message>
        <source>In session</source>
        <translation>会商中</translation>
    </message>
    <message>
        <source>Not in session</source>
        <translation>未开会</translation>
    </message>
    <message>
        <source>in {live} of {all} · hands {hands}</source>
        <translation>在会 {live} / {all} · 举手 {hands}</translation>
    </message>
</context>
<context>
    <name>MeetingsDesk</name>
    <message>
        <source>{title} at {at}: it can be begun from the meetings</source>
        <translation>{title} {at} 开始：可在“会议”中一键发起</translation>
    </message>
    <message>
        <source>The invitation is copied: paste it where it is to be sent</source>
        <translation>会议通知已复制，可粘贴发送</translation>
    </message>
</context>
<context>
    <name>MinutesReport</name>
    <message>
        <source>The minutes cannot be written: {reason}</source>
        <translation>纪要无法写入：{reason}</translation>
    </message>
    <message>
        <source>Minutes: {path}</source>
        <translation>纪要：{path}</translation>
    </message>
    <message>
        <source>Now: {title}</source>
        <translation>进行中：{title}</translation>
    </message>
</context>
<context>
    <name>PlansDesk</name>
    <message>
        <source>command room</source>
        <translation>指挥室</translation>
    </message>
</context>
<context>
    <name>MeetingSheet</name>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议名称</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下次时间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>会场数</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>会议通知</translation>
    </message>
    <message>
        <source>Begin now</source>
        <translation>立即开会</translation>
    </message>
    <message>
        <source>Copy the invitation</source>
        <translation>复制会议通知</translation>
    </message>
    <message>
        <source>Each site is sent its own link only: who has it can join</source>
        <translation>每个会场只发它自己的链接：持有链接者即可入会</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>End the conference, begin this</source>
        <translation>结束当前会商，开本会</translation>
    </message>
    <message>
        <source>No meeting is planned</source>
        <translation>没有安排会议</translation>
    </message>
    <message>
        <source>Plan …</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Press again to remove</source>
        <translation>再按一次删除</translation>
    </message>
</context>
<context>
    <name>MinutesSheet</name>
    <message>
        <source>Not kept on the disk: {reason}</source>
        <translation>未能保存到磁盘：{reason}</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>会议纪要</translation>
    </message>
    <message>
        <source>No conference was held yet.</source>
        <translation>还没有开过会。</translation>
    </message>
    <message>
        <source>Conferences</source>
        <translation>历次会议</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>议定事项</translation>
    </message>
    <message>
        <source>Decisions (double click to change, empty to take out)</source>
        <translation>议定事项（双击修改，清空即删除）</translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation>输入议定事项</translation>
    </message>
    <message>
        <source>Note the decision</source>
        <translation>记入纪要</translation>
    </message>
    <message>
        <source>Save as DOCX</source>
        <translation>导出 DOCX</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>导出 PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PlanSheet</name>
    <message>
        <source>Consultation plans</source>
        <translation>会商预案</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>检查单</translation>
    </message>
    <message>
        <source>Begin by this plan</source>
        <translation>按此预案会商</translation>
    </message>
    <message>
        <source>End the conference, begin by this plan</source>
        <translation>结束当前会商，按此预案会商</translation>
    </message>
    <message>
        <source>By this plan a conference is held</source>
        <translation>正按此预案会商</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>About the case: {title}</source>
        <translation>关联案件：{title}</translation>
    </message>
    <message>
        <source>About no case; choose one first to bring its village and cameras</source>
        <translation>未关联案件；先选中案件，可自动带上所在村和附近摄像机</translation>
    </message>
    <message>
        <source>Called: {n} · {names}</source>
        <translation>呼叫会场：{n} 个 · {names}</translation>
    </message>
    <message>
        <source>Cameras: {n} · {names}</source>
        <translation>调看摄像机：{n} 路 · {names}</translation>
    </message>
    <message>
        <source>Layout: {name}</source>
        <translation>画面布局：{name}</translation>
    </message>
    <message>
        <source>Banner: {text}</source>
        <translation>横幅：{text}</translation>
    </message>
    <message>
        <source>The conference is recorded</source>
        <translation>会商全程录像</translation>
    </message>
    <message>
        <source>Checklist: {done} of {count} done</source>
        <translation>检查单：已完成 {done}/{count}</translation>
    </message>
    <message>
        <source>Program: {name}</source>
        <translation>多画面：{name}</translation>
    </message>
</context>
<context>
    <name>RecordButton</name>
    <message>
        <source>Record</source>
        <translation>录像</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录像</translation>
    </message>
    <message>
        <source>Go on recording</source>
        <translation>继续录像</translation>
    </message>
    <message>
        <source>Pause recording</source>
        <translation>暂停录像</translation>
    </message>
    <message>
        <source>Record the conference</source>
        <translation>会商录像</translation>
    </message>
</context>
<context>
    <name>ChairPanel</name>
    <message>
        <source>Chair</source>
        <translation>会控</translation>
    </message>
    <message>
        <source>End the conference for all sites?</source>
        <translation>结束会商并断开全部会场？</translation>
    </message>
    <message>
        <source>End for all</source>
        <translation>结束会商</translation>
    </message>
    <message>
        <source>No, go on</source>
        <translation>不，继续</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>解除静音</translation>
    </message>
    <message>
        <source>Roll call</source>
        <translation>点名</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>广播</translation>
    </message>
    <message>
        <source>Give floor</source>
        <translation>给发言权</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>单独通话</translation>
    </message>
    <message>
        <source>Give chair</source>
        <translation>移交主席</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>Polling</source>
        <translation>轮询</translation>
    </message>
    <message>
        <source>Hands down</source>
        <translation>放手</translation>
    </message>
    <message>
        <source>Call all</source>
        <translation>全部呼叫</translation>
    </message>
    <message>
        <source>Redial</source>
        <translation>重呼未应答</translation>
    </message>
    <message>
        <source>Mute all</source>
        <translation>全体静音</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Take floor</source>
        <translation>收回发言权</translation>
    </message>
    <message>
        <source>End private</source>
        <translation>结束单独通话</translation>
    </message>
    <message>
        <source>Take chair</source>
        <translation>收回主席</translation>
    </message>
    <message>
        <source>End broadcast</source>
        <translation>停止广播</translation>
    </message>
    <message>
        <source>End polling</source>
        <translation>停止轮询</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Sites may unmute themselves</source>
        <translation>允许会场自行解除静音</translation>
    </message>
    <message>
        <source>Otherwise the chair alone opens what is muted</source>
        <translation>不允许时，静音后只能由主席打开</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Picture, messages</source>
        <translation>画面、短消息</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>短消息</translation>
    </message>
    <message>
        <source>Messages ({n} new)</source>
        <translation>短消息（{n} 条新）</translation>
    </message>
    <message>
        <source>All sites see {name}</source>
        <translation>全体会场收看：{name}</translation>
    </message>
    <message>
        <source>This room's own picture</source>
        <translation>本室画面</translation>
    </message>
</context>
<context>
    <name>ChairRoster</name>
    <message>
        <source>Sites</source>
        <translation>会场</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>会场</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>举手</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>线路</translation>
    </message>
</context>
<context>
    <name>RollCallBox</name>
    <message>
        <source>Next site</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>End roll call</source>
        <translation>结束点名</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>点名表</translation>
    </message>
    <message>
        <source>{done} of {all} called, {present} present</source>
        <translation>已点 {done}/{all}，到会 {present}</translation>
    </message>
    <message>
        <source>Roll call over</source>
        <translation>点名结束</translation>
    </message>
    <message>
        <source>waits for its answer</source>
        <translation>等待应答</translation>
    </message>
    <message>
        <source>is being called</source>
        <translation>正在点名</translation>
    </message>
</context>
<context>
    <name>RollCallSheet</name>
    <message>
        <source>Roll-call sheet</source>
        <translation>点名表</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>点名结果</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>会场</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Called at</source>
        <translation>点名时间</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>(by hand)</source>
        <translation>（人工）</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{present} of {all} present</source>
        <translation>到会 {present}/{all}</translation>
    </message>
</context>
<context>
    <name>FiguresDesk</name>
    <message>
        <source>Your role does not see statistics and reports.</source>
        <translation>您的角色不能查看统计报表。</translation>
    </message>
    <message>
        <source>Counting {period}</source>
        <translation>正在统计 {period}</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>正在写 {name}</translation>
    </message>
    <message>
        <source>{n} points are on the agenda of {title} now</source>
        <translation>“{title}”的议程现有 {n} 项来自统计</translation>
    </message>
    <message>
        <source>The report cannot be written: {reason}</source>
        <translation>报表无法写出：{reason}</translation>
    </message>
    <message>
        <source>Report: {path}</source>
        <translation>报表：{path}</translation>
    </message>
</context>
<context>
    <name>ReportAgenda</name>
    <message>
        <source>From the figures of this period, for the meeting's agenda:</source>
        <translation>由本期统计得出，可列入会议议程：</translation>
    </message>
    <message>
        <source>Take into the agenda</source>
        <translation>列入议程</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Points of the agenda</source>
        <translation>议程要点</translation>
    </message>
</context>
<context>
    <name>PeriodChooser</name>
    <message>
        <source>Kind of period</source>
        <translation>统计期类别</translation>
    </message>
    <message>
        <source>The period before</source>
        <translation>上一期</translation>
    </message>
    <message>
        <source>The next period</source>
        <translation>下一期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Not all can be read: {reason}</source>
        <translation>未能全部读出：{reason}</translation>
    </message>
    <message>
        <source>Statistics and reports</source>
        <translation>统计报表</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>For the meeting</source>
        <translation>会议要点</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Save as XLSX</source>
        <translation>存为 XLSX</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Which table</source>
        <translation>统计表</translation>
    </message>
    <message>
        <source>{title}: {n} cases</source>
        <translation>{title}：{n} 件</translation>
    </message>
    <message>
        <source>As of {time}; of cases that were heard of here</source>
        <translation>截至 {time}；仅含本指挥室收到的案件</translation>
    </message>
    <message>
        <source>SIMULATED</source>
        <translation>模拟</translation>
    </message>
</context>
<context>
    <name>CaseClocks</name>
    <message>
        <source>Due now: {rung}</source>
        <translation>应办：{rung}</translation>
    </message>
    <message>
        <source>{at}, own table</source>
        <translation>{at} 按时限表</translation>
    </message>
    <message>
        <source>Filed when: {words}</source>
        <translation>立案条件：{words}</translation>
    </message>
    <message>
        <source>Closed when: {words}</source>
        <translation>结案条件：{words}</translation>
    </message>
</context>
<context>
    <name>DutyCallPage</name>
    <message>
        <source>2026-11-26 08:30</source>
        <translation>2026-11-26 08:30</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>清空重填</translation>
    </message>
    <message>
        <source>Cause, course, result</source>
        <translation>原因、经过、结果</translation>
    </message>
    <message>
        <source>Emergency: the timers of its reports run</source>
        <translation>突发事件：报告计时</translation>
    </message>
    <message>
        <source>Keep the form</source>
        <translation>保存接报单</translation>
    </message>
    <message>
        <source>Nothing is written in the form</source>
        <translation>接报单还没有填写</translation>
    </message>
    <message>
        <source>{field}: a time such as 2026-11-26 08:30</source>
        <translation>{field}：请填 2026-11-26 08:30 这样的时间</translation>
    </message>
</context>
<context>
    <name>DutyDesk</name>
    <message>
        <source>Your role does not hand over a shift.</source>
        <translation>您的角色不能交接班。</translation>
    </message>
    <message>
        <source>Your role does not write the duty log.</source>
        <translation>您的角色不能填写值班日志。</translation>
    </message>
    <message>
        <source>The duty log cannot be kept: the disk hangs</source>
        <translation>值班日志无法保存：磁盘无响应</translation>
    </message>
    <message>
        <source>The holidays of {year} are not known: write them into calendar.toml</source>
        <translation>没有 {year} 年的放假通知：请写入 calendar.toml</translation>
    </message>
    <message>
        <source>This machine's clock was set</source>
        <translation>本机时钟被调整</translation>
    </message>
    <message>
        <source>This machine's clock was set by {n} s: time limits go on as before</source>
        <translation>本机时钟被调整 {n} 秒：时限仍按原时间计</translation>
    </message>
</context>
<context>
    <name>DutyDuePage</name>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>应办</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>未办的前级</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation>目前没有应催办的案件。</translation>
    </message>
    <message>
        <source>Orders cannot be sent from here.</source>
        <translation>本席位不能发送指令。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>查看案件</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What the unit reads</source>
        <translation>发给承办单位的内容</translation>
    </message>
</context>
<context>
    <name>DutyEmergencyPage</name>
    <message>
        <source>Emergencies</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>Final report</source>
        <translation>终报</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>续报</translation>
    </message>
    <message>
        <source>Leader's instruction</source>
        <translation>领导批示</translation>
    </message>
    <message>
        <source>No emergency was reported.</source>
        <translation>没有突发事件。</translation>
    </message>
    <message>
        <source>Reported by phone</source>
        <translation>首报（电话）</translation>
    </message>
    <message>
        <source>Reported in writing</source>
        <translation>首报（书面）</translation>
    </message>
    <message>
        <source>Save as DOCX</source>
        <translation>存为 DOCX</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>What is known of it</source>
        <translation>事件情况</translation>
    </message>
    <message>
        <source>What is reported or ordered</source>
        <translation>报告或批示的内容</translation>
    </message>
</context>
<context>
    <name>DutyLogPage</name>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>By</source>
        <translation>记录人</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>没有记录。</translation>
    </message>
    <message>
        <source>Search all days</source>
        <translation>搜索全部日期</translation>
    </message>
    <message>
        <source>The day as DOCX</source>
        <translation>本日存为 DOCX</translation>
    </message>
    <message>
        <source>The day as PDF</source>
        <translation>本日存为 PDF</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
</context>
<context>
    <name>DutyPapers</name>
    <message>
        <source>Paper: {path}</source>
        <translation>文书：{path}</translation>
    </message>
    <message>
        <source>The paper cannot be written: {reason}</source>
        <translation>文书无法写入：{reason}</translation>
    </message>
</context>
<context>
    <name>DutySheet</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>应办</translation>
    </message>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Emergencies</source>
        <translation>突发事件</translation>
    </message>
    <message>
        <source>Form of a call</source>
        <translation>接报单</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>交接班</translation>
    </message>
</context>
<context>
    <name>DutySheetDesk</name>
    <message>
        <source>{clock}: the limit ended {at}</source>
        <translation>{clock}时限已于 {at} 届满</translation>
    </message>
    <message>
        <source>{clock}: until {at}</source>
        <translation>{clock}时限至 {at}</translation>
    </message>
</context>
<context>
    <name>DutyShiftPage</name>
    <message>
        <source>Both names are needed</source>
        <translation>交班人和接班人都要填写</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Hand-overs</source>
        <translation>交接班记录</translation>
    </message>
    <message>
        <source>Handed over by</source>
        <translation>交班人</translation>
    </message>
    <message>
        <source>Nobody hands over to himself</source>
        <translation>交班人和接班人不能相同</translation>
    </message>
    <message>
        <source>On duty now ({shift}): {people}</source>
        <translation>当前值班（{shift}）：{people}</translation>
    </message>
    <message>
        <source>On duty now: {people}</source>
        <translation>当前值班：{people}</translation>
    </message>
    <message>
        <source>Open matters, one a line</source>
        <translation>待办事项，每行一件</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Save as DOCX</source>
        <translation>存为 DOCX</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>存为 PDF</translation>
    </message>
    <message>
        <source>Taken over by</source>
        <translation>接班人</translation>
    </message>
    <message>
        <source>This shift</source>
        <translation>本班</translation>
    </message>
    <message>
        <source>What is handed over</source>
        <translation>交接内容</translation>
    </message>
    <message>
        <source>nobody is in the roster</source>
        <translation>排班表中没有人</translation>
    </message>
</context>
<context>
    <name>DutyTab</name>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
    <message>
        <source>Form of a call</source>
        <translation>接报单</translation>
    </message>
    <message>
        <source>Write into the duty log</source>
        <translation>写入值班日志</translation>
    </message>
</context>
<context>
    <name>IntakeDesk</name>
    <message>
        <source>Who sits here may not register cases</source>
        <translation>当前席位人员无权登记案件</translation>
    </message>
    <message>
        <source>The platform has not been reached yet</source>
        <translation>平台尚未连通</translation>
    </message>
    <message>
        <source>This tile shows no camera as it is now</source>
        <translation>此窗格显示的不是实时摄像机画面</translation>
    </message>
    <message>
        <source>{name} is not calibrated, or it turns: click the place on the map</source>
        <translation>{name} 未标定或正在转动：请在地图上点选位置</translation>
    </message>
    <message>
        <source>There is no ground there: click lower in the picture, or on the map</source>
        <translation>此处不是地面：请在画面较低处点选，或在地图上点选</translation>
    </message>
    <message>
        <source>Click the place on the map or in a picture; Esc: none</source>
        <translation>请在地图或画面上点选位置；Esc 取消</translation>
    </message>
    <message>
        <source>This room has no platform that could take it</source>
        <translation>本指挥室没有可受理的平台</translation>
    </message>
    <message>
        <source>{title}: submitting …</source>
        <translation>{title}：提交中…</translation>
    </message>
</context>
<context>
    <name>OrdersDesk</name>
    <message>
        <source>The case is not shown to this room any more</source>
        <translation>本指挥室已看不到这个案件</translation>
    </message>
    <message>
        <source>{name} may not do this: {what}</source>
        <translation>{name} 无权执行：{what}</translation>
    </message>
    <message>
        <source>Choose a case first</source>
        <translation>请先选择一个案件</translation>
    </message>
    <message>
        <source>Orders cannot be kept: {reason}</source>
        <translation>指令无法保存：{reason}</translation>
    </message>
</context>
<context>
    <name>PersonDesk</name>
    <message>
        <source>{name} sits here now</source>
        <translation>现由 {name} 在席</translation>
    </message>
</context>
<context>
    <name>CommandBar</name>
    <message>
        <source>Commands for the case</source>
        <translation>案件指令</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>All commands for the case</source>
        <translation>案件的全部指令</translation>
    </message>
    <message>
        <source>See</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>See the order in the outbox</source>
        <translation>在发件箱中查看指令</translation>
    </message>
</context>
<context>
    <name>IntakeSheet</name>
    <message>
        <source>Register a case</source>
        <translation>登记案件</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>What was reported</source>
        <translation>反映内容</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Came by</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>报告人</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Click it: map or picture</source>
        <translation>在地图或画面上点选</translation>
    </message>
    <message>
        <source>Middle of the grid</source>
        <translation>取网格中心</translation>
    </message>
    <message>
        <source>Without a place</source>
        <translation>不填位置</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>As the category says</source>
        <translation>按类别分流</translation>
    </message>
    <message>
        <source>Not known yet</source>
        <translation>尚不清楚</translation>
    </message>
    <message>
        <source>Seen by {name}; its place is not known</source>
        <translation>由 {name} 看到，位置尚不清楚</translation>
    </message>
    <message>
        <source>{longitude}, {latitude} within {n} m</source>
        <translation>{longitude}，{latitude}，误差约 {n} 米</translation>
    </message>
    <message>
        <source> · from the picture of {name}</source>
        <translation> · 取自 {name} 的画面</translation>
    </message>
    <message>
        <source>A title is needed</source>
        <translation>请填写标题</translation>
    </message>
</context>
<context>
    <name>OrderSheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source> (may be empty)</source>
        <translation>（可不填）</translation>
    </message>
    <message>
        <source>Needed: {names}</source>
        <translation>请填写：{names}</translation>
    </message>
</context>
<context>
    <name>OutboxSheet</name>
    <message>
        <source>Orders cannot be kept: {reason}</source>
        <translation>指令无法保存：{reason}</translation>
    </message>
    <message>
        <source>This platform does not guard against overwriting: revisions are compared here</source>
        <translation>此平台不防覆盖：由本机比对版本</translation>
    </message>
    <message>
        <source>Outbox: orders to the platform</source>
        <translation>发件箱：发往平台的指令</translation>
    </message>
    <message>
        <source>No such order.</source>
        <translation>没有这类指令。</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>指令</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>By</source>
        <translation>下达人</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>下达时间</translation>
    </message>
    <message>
        <source>Why it is dropped</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>The case</source>
        <translation>查看案件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>An earlier try may have arrived; its key keeps it from being done twice.</source>
        <translation>先前一次可能已送达；同一编号保证不会重复执行。</translation>
    </message>
    <message>
        <source>Send again on the new state</source>
        <translation>按最新状态重新发送</translation>
    </message>
</context>
<context>
    <name>PersonButton</name>
    <message>
        <source>Sits here: {name}, {role}</source>
        <translation>在席：{name}（{role}）</translation>
    </message>
</context>
<context>
    <name>MapLayerList</name>
    <message>
        <source>Day of the grids</source>
        <translation>网格日期</translation>
    </message>
    <message>
        <source>Drawn map</source>
        <translation>矢量底图</translation>
    </message>
    <message>
        <source>Grids of</source>
        <translation>网格日期</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>底图</translation>
    </message>
    <message>
        <source>How much of {layer} is seen</source>
        <translation>{layer}的不透明度</translation>
    </message>
    <message>
        <source>Layers of the map</source>
        <translation>地图图层</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Area</source>
        <translation>测面</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>框选</translation>
    </message>
    <message>
        <source>Cases whose place cannot be right</source>
        <translation>位置可疑的案件</translation>
    </message>
    <message>
        <source>Choose cameras by a line around them</source>
        <translation>圈选摄像机</translation>
    </message>
    <message>
        <source>Choose cameras in a rectangle</source>
        <translation>框选摄像机</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>测距</translation>
    </message>
    <message>
        <source>Forget the area</source>
        <translation>取消选区</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热力</translation>
    </message>
    <message>
        <source>Keep as layout</source>
        <translation>存为布局</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>圈选</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Measure a distance</source>
        <translation>测量距离</translation>
    </message>
    <message>
        <source>Measure an area</source>
        <translation>测量面积</translation>
    </message>
    <message>
        <source>Name of the layout</source>
        <translation>布局名称</translation>
    </message>
    <message>
        <source>No heat map</source>
        <translation>不显示热力图</translation>
    </message>
    <message>
        <source>Over the wall, and back</source>
        <translation>铺满电视墙，再按收回</translation>
    </message>
    <message>
        <source>Places {n}?</source>
        <translation>位置存疑 {n}</translation>
    </message>
    <message>
        <source>The day so far, or another one</source>
        <translation>回看今天或某一天</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>近30天</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>近7天</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Where cases come up often</source>
        <translation>案件热力图</translation>
    </message>
    <message>
        <source>Which layers are seen, and what signs mean</source>
        <translation>显示哪些图层，图例</translation>
    </message>
    <message>
        <source>{n} cameras</source>
        <translation>{n} 路摄像机</translation>
    </message>
</context>
<context>
    <name>MapSearch</name>
    <message>
        <source>A place, camera, case, site or worker: by name, pinyin or its initials</source>
        <translation>地点、摄像机、案件、村社站所、人员：按名称、拼音或首字母</translation>
    </message>
    <message>
        <source>Nothing is called so</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Search the map</source>
        <translation>搜索地图</translation>
    </message>
    <message>
        <source>What was found on the map</source>
        <translation>地图搜索结果</translation>
    </message>
</context>
<context>
    <name>MapTimeBar</name>
    <message>
        <source>Back to now</source>
        <translation>回到现在</translation>
    </message>
    <message>
        <source>Day that is looked at</source>
        <translation>回看日期</translation>
    </message>
    <message>
        <source>Play the day, and pause</source>
        <translation>播放与暂停</translation>
    </message>
    <message>
        <source>Time of the day</source>
        <translation>回看时刻</translation>
    </message>
    <message>
        <source>{at} · not now · {n} cases, {m} acts until then</source>
        <translation>{at} · 非实时 · 在办 {n} 件，累计 {m} 次处置</translation>
    </message>
</context>
<context>
    <name>MapToolsDesk</name>
    <message>
        <source>All that see it, to the wall</source>
        <translation>能看到的全部上墙</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>呼叫{name}</translation>
    </message>
    <message>
        <source>Cameras that see this</source>
        <translation>能看到此处的摄像机</translation>
    </message>
    <message>
        <source>Copied: {text}</source>
        <translation>已复制：{text}</translation>
    </message>
    <message>
        <source>Copy coordinates ({datum})</source>
        <translation>复制坐标（{datum}）</translation>
    </message>
    <message>
        <source>Kept as layout: {name}</source>
        <translation>已存为布局：{name}</translation>
    </message>
    <message>
        <source>Open: {name}</source>
        <translation>打开：{name}</translation>
    </message>
    <message>
        <source>Register a case here …</source>
        <translation>在此登记案件…</translation>
    </message>
    <message>
        <source>To the wall: {name}</source>
        <translation>上墙：{name}</translation>
    </message>
    <message>
        <source>Turn a camera here</source>
        <translation>云台转向此处</translation>
    </message>
    <message>
        <source>can be turned here</source>
        <translation>可转向此处</translation>
    </message>
    <message>
        <source>looks that way</source>
        <translation>朝向此处</translation>
    </message>
    <message>
        <source>near</source>
        <translation>附近</translation>
    </message>
    <message>
        <source>sees it</source>
        <translation>能看到</translation>
    </message>
    <message>
        <source>{name}: where it stands is not known; see cameras.csv</source>
        <translation>{name}：没有安装位置，请检查 cameras.csv</translation>
    </message>
    <message>
        <source>{n} cameras of the area have no room on the wall</source>
        <translation>选区内有 {n} 路摄像机放不下</translation>
    </message>
    <message>
        <source>{n} more</source>
        <translation>另有 {n} 件</translation>
    </message>
</context>
<context>
    <name>SuspectSheet</name>
    <message>
        <source>Case</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Every place is where its case says.</source>
        <translation>没有位置可疑的案件。</translation>
    </message>
    <message>
        <source>Places that cannot be right</source>
        <translation>位置可疑的案件</translation>
    </message>
    <message>
        <source>Proposal</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Show the case</source>
        <translation>查看案件</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>longitude and latitude are exchanged</source>
        <translation>经纬度颠倒</translation>
    </message>
    <message>
        <source>not in its grid {grid}</source>
        <translation>不在所属网格 {grid} 内</translation>
    </message>
    <message>
        <source>outside of the town</source>
        <translation>在辖区之外</translation>
    </message>
    <message>
        <source>would fit as WGS-84: it was shifted that need not be</source>
        <translation>按 WGS-84 即吻合：被多纠偏了一次</translation>
    </message>
    <message>
        <source>would fit as {datum}</source>
        <translation>按 {datum} 即吻合</translation>
    </message>
    <message>
        <source>{source}: {n} of {all} would fit as {datum}. See datum in its settings.</source>
        <translation>{source}：{all} 件中有 {n} 件按 {datum} 吻合，请检查其坐标系设置。</translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>Area: click its corners, double-click ends; keys: {point} at the cross, {end} ends</source>
        <translation>测面：逐点单击，双击结束；键盘：十字处按 {point} 加点，{end} 结束</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Cases at that time</source>
        <translation>当时的案件</translation>
    </message>
    <message>
        <source>Distance: click, double-click ends; keys: {point} at the cross, {end} ends</source>
        <translation>测距：逐点单击，双击结束；键盘：十字处按 {point} 加点，{end} 结束</translation>
    </message>
    <message>
        <source>Exercise: {title}</source>
        <translation>演练：{title}</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Heat map of cases</source>
        <translation>案件热力图</translation>
    </message>
    <message>
        <source>Key places</source>
        <translation>重点场所</translation>
    </message>
    <message>
        <source>Lasso: drag around cameras; keys: {point} at the cross, {end} ends</source>
        <translation>圈选：按住拖一圈；键盘：十字处按 {point} 加点，{end} 结束</translation>
    </message>
    <message>
        <source>Rectangle: drag over cameras; keys: {point} at two corners</source>
        <translation>框选：按住拖出矩形；键盘：在两个对角按 {point}</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>村社站所</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>预警区域</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>网格人员</translation>
    </message>
    <message>
        <source>few … many</source>
        <translation>少 … 多</translation>
    </message>
    <message>
        <source>older, or not told</source>
        <translation>更早或未知</translation>
    </message>
    <message>
        <source>seen within 30 min</source>
        <translation>30 分钟内定位</translation>
    </message>
    <message>
        <source>seen within 5 min</source>
        <translation>5 分钟内定位</translation>
    </message>
    <message>
        <source>ring: overdue</source>
        <translation>外圈：超期</translation>
    </message>
    <message>
        <source>ring: due soon</source>
        <translation>外圈：临期</translation>
    </message>
    <message>
        <source>ring: in time</source>
        <translation>外圈：在时限内</translation>
    </message>
    <message>
        <source>ring: no time limit runs</source>
        <translation>外圈：不计时</translation>
    </message>
    <message>
        <source>called, or waiting</source>
        <translation>呼叫中或等候</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>grid worker</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>guard</source>
        <translation>保安</translation>
    </message>
    <message>
        <source>police</source>
        <translation>民警</translation>
    </message>
    <message>
        <source>volunteer</source>
        <translation>志愿者</translation>
    </message>
</context>
<context>
    <name>MapOver</name>
    <message>
        <source>The map is over the wall.</source>
        <translation>地图已铺在电视墙上。</translation>
    </message>
</context>
<context>
    <name>MarkedDesk</name>
    <message>
        <source>{name}: no snapshot with markers: {reason}</source>
        <translation>{name}：未能生成含标记的抓图：{reason}</translation>
    </message>
    <message>
        <source>{name}: snapshot with markers kept: {file}</source>
        <translation>{name}：已保存含标记的抓图：{file}</translation>
    </message>
    <message>
        <source>{name}: snapshot with markers kept of the small stream ({reason}): {file}</source>
        <translation>{name}：已保存含标记的子码流抓图（{reason}）：{file}</translation>
    </message>
</context>
<context>
    <name>AnnouncingDesk</name>
    <message>
        <source>New case: {title} {level}</source>
        <translation>新案件：{title} {level}</translation>
    </message>
    <message>
        <source>Shelved until {at}</source>
        <translation>告警已搁置至 {at}</translation>
    </message>
    <message>
        <source>{what} (the same place, {n})</source>
        <translation>{what}（同址 {n} 件）</translation>
    </message>
</context>
<context>
    <name>AroundBox</name>
    <message>
        <source>Cameras near</source>
        <translation>附近摄像机</translation>
    </message>
    <message>
        <source>On duty</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Onto the wall</source>
        <translation>上墙</translation>
    </message>
    <message>
        <source>Perhaps the same</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>The nearest cameras that see the place</source>
        <translation>看得到现场的最近摄像机</translation>
    </message>
    <message>
        <source>Workers near</source>
        <translation>附近人员</translation>
    </message>
    <message>
        <source>looks elsewhere</source>
        <translation>朝向别处</translation>
    </message>
    <message>
        <source>named</source>
        <translation>平台指定</translation>
    </message>
    <message>
        <source>sees it</source>
        <translation>看得到</translation>
    </message>
</context>
<context>
    <name>AuditDesk</name>
    <message>
        <source>Who sits here may not read the audit</source>
        <translation>当前人员无权查看审计记录</translation>
    </message>
    <message>
        <source>Who sits here may not export the audit</source>
        <translation>当前人员无权导出审计记录</translation>
    </message>
    <message>
        <source>Audit: {path}</source>
        <translation>审计记录：{path}</translation>
    </message>
    <message>
        <source>The audit cannot be written: {reason}</source>
        <translation>审计记录写不进去：{reason}</translation>
    </message>
</context>
<context>
    <name>AuditSheet</name>
    <message>
        <source>Audit</source>
        <translation>审计</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Kind of act</source>
        <translation>操作类别</translation>
    </message>
    <message>
        <source>Narrow the entries</source>
        <translation>筛选记录</translation>
    </message>
    <message>
        <source>Of what</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>另存为 CSV</translation>
    </message>
    <message>
        <source>The chain is broken at {places}</source>
        <translation>链在此处断开：{places}</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Who, what, why</source>
        <translation>人员、操作、事由</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>事由</translation>
    </message>
    <message>
        <source>{n} entries; the chain is whole</source>
        <translation>{n} 条记录；链完整</translation>
    </message>
</context>
<context>
    <name>CaseSide</name>
    <message>
        <source>Choose a case first</source>
        <translation>请先选择案件</translation>
    </message>
    <message>
        <source>No camera is near this case</source>
        <translation>案件附近没有摄像机</translation>
    </message>
    <message>
        <source>You may not see personal data</source>
        <translation>您无权查看个人信息</translation>
    </message>
</context>
<context>
    <name>InboxBar</name>
    <message>
        <source>Channel</source>
        <translation>渠道</translation>
    </message>
    <message>
        <source>Filter {n} ▾</source>
        <translation>筛选 {n} ▾</translation>
    </message>
    <message>
        <source>Filter ▾</source>
        <translation>筛选 ▾</translation>
    </message>
    <message>
        <source>Forget the view {name}</source>
        <translation>删除视图“{name}”</translation>
    </message>
    <message>
        <source>Lamp</source>
        <translation>时限灯</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Number, words, pinyin</source>
        <translation>编号、文字、拼音</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Own view</source>
        <translation>自定</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this view …</source>
        <translation>保存此视图……</translation>
    </message>
    <message>
        <source>Search cases</source>
        <translation>搜索案件</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Under supervision</source>
        <translation>重点督办</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Views and their order</source>
        <translation>视图与排序</translation>
    </message>
    <message>
        <source>Village, grid</source>
        <translation>村社、网格</translation>
    </message>
    <message>
        <source>Without a unit</source>
        <translation>未派单位</translation>
    </message>
</context>
<context>
    <name>PhotoSheet</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>Picture {name}</source>
        <translation>图片 {name}</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>过大</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>无法访问</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>RevealRow</name>
    <message>
        <source>Mask again (in {n} s)</source>
        <translation>重新隐藏（{n} 秒后）</translation>
    </message>
    <message>
        <source>Personal data is masked</source>
        <translation>个人信息已隐藏</translation>
    </message>
    <message>
        <source>Reason for seeing the personal data</source>
        <translation>查看个人信息的事由</translation>
    </message>
    <message>
        <source>Reason, kept in the audit</source>
        <translation>事由，记入审计</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the personal data …</source>
        <translation>查看个人信息……</translation>
    </message>
</context>
<context>
    <name>ChairPicture</name>
    <message>
        <source>Program layout</source>
        <translation>多画面布局</translation>
    </message>
    <message>
        <source>Name of this layout</source>
        <translation>此布局的名称</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Do not keep</source>
        <translation>不保存</translation>
    </message>
    <message>
        <source>Who speaks comes first</source>
        <translation>声控切换</translation>
    </message>
    <message>
        <source>How long who speaks stays first at least</source>
        <translation>声控切换后画面至少保持多久</translation>
    </message>
    <message>
        <source>Polling: each picture for</source>
        <translation>轮询停留</translation>
    </message>
    <message>
        <source>How long polling shows each picture</source>
        <translation>轮询时每个画面停留多久</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Banner on the program</source>
        <translation>画面横幅</translation>
    </message>
    <message>
        <source>Show the banner; an empty one takes it away</source>
        <translation>显示横幅；留空则取消</translation>
    </message>
    <message>
        <source>Caption below the program</source>
        <translation>画面字幕</translation>
    </message>
    <message>
        <source>Show the caption; an empty one takes it away</source>
        <translation>显示字幕；留空则取消</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
</context>
<context>
    <name>ChairLetters</name>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>短消息</translation>
    </message>
    <message>
        <source>Message to {names}</source>
        <translation>发给{names}</translation>
    </message>
    <message>
        <source>Message to all sites</source>
        <translation>发给全体会场</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>致{name}</translation>
    </message>
    <message>
        <source>to all</source>
        <translation>致全体</translation>
    </message>
</context>
<context>
    <name>ProgramLayoutsDesk</name>
    <message>
        <source>{name}: {n} of its sites are in the list no more</source>
        <translation>{name}：其中 {n} 个会场已不在名单中</translation>
    </message>
    <message>
        <source>{n} program layouts are kept at most: remove one first</source>
        <translation>最多保存 {n} 个多画面，请先删除一个</translation>
    </message>
    <message>
        <source>Kept as a program layout: {name}</source>
        <translation>已保存多画面：{name}</translation>
    </message>
    <message>
        <source>In use by the plan {plan}: choose another layout there first</source>
        <translation>预案“{plan}”正在使用，请先在预案中改用其他布局</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
</context>
<context>
    <name>ConsultSheet</name>
    <message>
        <source>A conference is held</source>
        <translation>会商正在进行</translation>
    </message>
    <message>
        <source>{title}; sites in it: {n}</source>
        <translation>{title}；在会 {n} 个会场</translation>
    </message>
    <message>
        <source>Sites in it: {n}</source>
        <translation>在会 {n} 个会场</translation>
    </message>
    <message>
        <source>Consult about: {case}</source>
        <translation>会商案件：{case}</translation>
    </message>
    <message>
        <source>Let the case join it</source>
        <translation>并入当前会商</translation>
    </message>
    <message>
        <source>Called besides: {names}.</source>
        <translation>另外呼叫：{names}。</translation>
    </message>
    <message>
        <source>Nobody is called besides.</source>
        <translation>不另外呼叫会场。</translation>
    </message>
    <message>
        <source>The minutes have the case, and its card is shared where nothing else is. The wall stays as it is.</source>
        <translation>案件记入会议纪要；没有其他共享时，向各会场共享案件卡片。大屏保持不变。</translation>
    </message>
    <message>
        <source>End it and begin anew</source>
        <translation>结束并另开会商</translation>
    </message>
    <message>
        <source>All sites are let go; then called: {names}.</source>
        <translation>全部会场退出，然后呼叫：{names}。</translation>
    </message>
    <message>
        <source>No site is known for this case: choose among the sites</source>
        <translation>未能确定本案相关会场：请在“会场”中选择</translation>
    </message>
    <message>
        <source>Leave all as it is</source>
        <translation>保持不变</translation>
    </message>
</context>
<context>
    <name>CallingDesk</name>
    <message>
        <source>The case is in the conference; called: {names}</source>
        <translation>案件已并入会商；正在呼叫：{names}</translation>
    </message>
    <message>
        <source>The case is in the conference, and all that it concerns</source>
        <translation>案件已在会商中，相关会场均在会</translation>
    </message>
</context>
<context>
    <name>Disk</name>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} 无法写入：{reason}</translation>
    </message>
</context>
<context>
    <name>PrintingSheet</name>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} · {n} of {all}</source>
        <translation>{name} · 第 {n} / {all}</translation>
    </message>
</context>
<context>
    <name>PrintingDesk</name>
    <message>
        <source>{name} is being printed: wait, or cancel it</source>
        <translation>正在打印 {name}：请稍候，或取消</translation>
    </message>
    <message>
        <source>Not printed: {name}</source>
        <translation>已取消打印：{name}</translation>
    </message>
</context>
<context>
    <name>SceneSheet</name>
    <message>
        <source>Save a scene</source>
        <translation>保存场景</translation>
    </message>
    <message>
        <source>Name of the scene</source>
        <translation>场景名称</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>There is a scene {name}: once more replaces it</source>
        <translation>已有场景“{name}”，再按一次即替换</translation>
    </message>
    <message>
        <source>What all screens show: layouts, cameras, tours. The scene stands in the top line then.</source>
        <translation>把各屏当前的布局、摄像机和轮巡保存为场景。保存后，场景出现在顶栏。</translation>
    </message>
</context>
<context>
    <name>WallFilesDesk</name>
    <message>
        <source>Saved as a scene: {name}</source>
        <translation>已保存为场景：{name}</translation>
    </message>
    <message>
        <source>Saving: {name} …</source>
        <translation>正在保存：{name} …</translation>
    </message>
</context>
<context>
    <name>AlarmBadge</name>
    <message>
        <source>1 alarm waits</source>
        <translation>1 条告警待看</translation>
    </message>
    <message>
        <source>{n} alarms wait</source>
        <translation>{n} 条告警待看</translation>
    </message>
    <message>
        <source>Alarms {n}</source>
        <translation>告警 {n}</translation>
    </message>
    <message>
        <source>No cell shows them: a press lists them</source>
        <translation>没有窗格显示，点按查看列表</translation>
    </message>
</context>
<context>
    <name>AlarmSheet</name>
    <message>
        <source>Alarms that wait</source>
        <translation>待看告警</translation>
    </message>
    <message>
        <source>No cell shows them. Enter brings one onto the wall.</source>
        <translation>这些告警没有窗格显示。按回车调到墙上。</translation>
    </message>
    <message>
        <source>No alarm waits: the wall shows all there are.</source>
        <translation>没有待看告警，告警都已在墙上。</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Case, camera</source>
        <translation>案件、摄像机</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Onto the wall</source>
        <translation>调到墙上</translation>
    </message>
    <message>
        <source>Into the first alarm cell; where none is free, into the selected cell</source>
        <translation>放到首个告警格；没有空闲告警格时放到选中的格</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>The chosen alarms were seen</source>
        <translation>确认选中的告警</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AlarmsWaiting</name>
    <message>
        <source>Alarm acknowledged: {alarm}</source>
        <translation>已确认告警：{alarm}</translation>
    </message>
    <message>
        <source>No cell shows an alarm; {n} wait. {list}</source>
        <translation>墙上没有告警，另有 {n} 条待看。{list}</translation>
    </message>
    <message>
        <source>There is no alarm</source>
        <translation>没有告警</translation>
    </message>
    <message>
        <source>No alarm cell is free: the selected cell shows it. {alarm}</source>
        <translation>没有空闲告警格，已放到选中的格：{alarm}</translation>
    </message>
    <message>
        <source>ALARM · {alarm}: no cell shows it. {list}</source>
        <translation>告警 · {alarm}：没有窗格显示。{list}</translation>
    </message>
    <message>
        <source>{key} lists them</source>
        <translation>按 {key} 查看</translation>
    </message>
    <message>
        <source>The count in the top line lists them</source>
        <translation>点顶栏的待看数查看</translation>
    </message>
</context>
<context>
    <name>SiteMenu</name>
    <message>
        <source>Allow screen sharing</source>
        <translation>允许共享屏幕</translation>
    </message>
    <message>
        <source>Stop screen sharing</source>
        <translation>停止共享屏幕</translation>
    </message>
    <message>
        <source>Admit</source>
        <translation>准入</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Put on the wall</source>
        <translation>画面上墙</translation>
    </message>
    <message>
        <source>Stop calling</source>
        <translation>停止呼叫</translation>
    </message>
    <message>
        <source>Turn away</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>解除静音</translation>
    </message>
    <message>
        <source>Allow {name}'s screen (asked)</source>
        <translation>允许 {name} 共享屏幕（已申请）</translation>
    </message>
    <message>
        <source>Refuse the screen</source>
        <translation>不允许共享屏幕</translation>
    </message>
</context>
<context>
    <name>ConferenceNews</name>
    <message>
        <source>Raises a hand: {names}</source>
        <translation>举手：{names}</translation>
    </message>
    <message>
        <source>Waits to be let in: {names}</source>
        <translation>等候准入：{names}</translation>
    </message>
    <message>
        <source>Raises a hand: {names}</source>
        <translation>举手：{names}</translation>
    </message>
    <message>
        <source>Asks to share its screen: {names}</source>
        <translation>申请共享屏幕：{names}</translation>
    </message>
</context>
<context>
    <name>ReminderBar</name>
    <message>
        <source>Meeting due</source>
        <translation>会议提醒</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>{at} {title}: it is to be begun</source>
        <translation>{at} {title}：该开会了</translation>
    </message>
    <message>
        <source> · {n} more</source>
        <translation>，另有 {n} 个</translation>
    </message>
    <message>
        <source>End the conference, begin this</source>
        <translation>结束当前会商，开本会</translation>
    </message>
    <message>
        <source>Begin now</source>
        <translation>立即召开</translation>
    </message>
</context>
<context>
    <name>CallMenu</name>
    <message>
        <source>{name}: {n} of {all}</source>
        <translation>{name}：未入会 {n} / 共 {all}</translation>
    </message>
</context>
<context>
    <name>CallGroup</name>
    <message>
        <source>Call a group</source>
        <translation>按分组呼叫</translation>
    </message>
    <message>
        <source>Call all of a kind or of a group</source>
        <translation>呼叫一类或一组会场</translation>
    </message>
</context>
<context>
    <name>BigSpeaker</name>
    <message>
        <source>All sites see who speaks large now; another layout in the chair's panel ends that</source>
        <translation>会商画面改为发言者大画面；在会控中另选多画面布局即取消</translation>
    </message>
</context>
<context>
    <name>MeetingForm</name>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>召开</translation>
    </message>
    <message>
        <source>On the day, such as 2026-12-01</source>
        <translation>日期，如 2026-12-01</translation>
    </message>
    <message>
        <source>Which of the month</source>
        <translation>每月第几个</translation>
    </message>
    <message>
        <source>Weekday</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>Day of the month</source>
        <translation>每月几日</translation>
    </message>
    <message>
        <source>Begins at, such as 09:00</source>
        <translation>开始时间，如 09:00</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>时长（分钟）</translation>
    </message>
    <message>
        <source>On a day of rest</source>
        <translation>遇休息日</translation>
    </message>
    <message>
        <source>Agenda, a line for each item</source>
        <translation>议程，每行一项</translation>
    </message>
    <message>
        <source>Invited: kinds, groups, sites</source>
        <translation>参会：类别、分组、会场</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Plan a meeting</source>
        <translation>安排会议</translation>
    </message>
    <message>
        <source>Change the meeting</source>
        <translation>修改会议</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>Every month, on a weekday</source>
        <translation>每月某个星期几</translation>
    </message>
    <message>
        <source>Every month, on a day</source>
        <translation>每月某日</translation>
    </message>
    <message>
        <source>The first</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>The second</source>
        <translation>第二个</translation>
    </message>
    <message>
        <source>The third</source>
        <translation>第三个</translation>
    </message>
    <message>
        <source>The fourth</source>
        <translation>第四个</translation>
    </message>
    <message>
        <source>The last</source>
        <translation>最后一个</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>held all the same</source>
        <translation>照常召开</translation>
    </message>
    <message>
        <source>held the workday before</source>
        <translation>提前到前一工作日</translation>
    </message>
    <message>
        <source>held the workday after</source>
        <translation>顺延到后一工作日</translation>
    </message>
    <message>
        <source>not held</source>
        <translation>不召开</translation>
    </message>
</context>
<context>
    <name>SchedulingDesk</name>
    <message>
        <source>The meeting cannot be kept: {reason}</source>
        <translation>会议无法保存：{reason}</translation>
    </message>
</context>
<context>
    <name>UnfinishedDesk</name>
    <message>
        <source>A conference is held: closing the program ends it for all sites</source>
        <translation>会商正在进行，关闭程序将结束全部单位的会商</translation>
    </message>
    <message>
        <source>End it and close</source>
        <translation>结束会商并关闭</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续会商</translation>
    </message>
    <message>
        <source>A conference of {n} sites was held until {at}: go on with it?</source>
        <translation>{at} 前正在进行 {n} 个单位的会商，是否继续？</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>继续会商</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>已结束</translation>
    </message>
</context>
<context>
    <name>CameraOrder</name>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Take the chosen cameras out: Del</source>
        <translation>移除选中的摄像机：Del</translation>
    </message>
    <message>
        <source>The chosen camera one down: Alt+↓</source>
        <translation>选中的摄像机下移一位：Alt+↓</translation>
    </message>
    <message>
        <source>The chosen camera one up: Alt+↑</source>
        <translation>选中的摄像机上移一位：Alt+↑</translation>
    </message>
    <message>
        <source>The tour's cameras in their order</source>
        <translation>轮巡的摄像机，按顺序</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
</context>
<context>
    <name>CameraSearch</name>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>search by name, pinyin, id or group</source>
        <translation>按名称、拼音、编号或分组查找</translation>
    </message>
</context>
<context>
    <name>TourForm</name>
    <message>
        <source>A new tour</source>
        <translation>新建轮巡</translation>
    </message>
    <message>
        <source>A tour has one camera at least: add some from the list</source>
        <translation>轮巡至少要有一路摄像机，请从列表中加入</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Add all found</source>
        <translation>加入查到的全部</translation>
    </message>
    <message>
        <source>All favourites of the camera list</source>
        <translation>摄像机列表中的全部收藏</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change the tour</source>
        <translation>修改轮巡</translation>
    </message>
    <message>
        <source>Every camera that the search shows</source>
        <translation>查找结果中的所有摄像机</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>File's name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>It has pages of its own: those are changed in its file. The rest can be here.</source>
        <translation>此轮巡按页编排，各页摄像机请在文件中修改；其他设置可在此修改。</translation>
    </message>
    <message>
        <source>Not saved yet: once more leaves it as it was</source>
        <translation>尚未保存，再按一次即放弃修改</translation>
    </message>
    <message>
        <source>Pass over lost cameras</source>
        <translation>跳过断线的摄像机</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Seconds at each stop</source>
        <translation>每站停留（秒）</translation>
    </message>
    <message>
        <source>The chosen camera: Enter on it</source>
        <translation>选中的摄像机，也可在其上按回车</translation>
    </message>
    <message>
        <source>Those on the wall</source>
        <translation>墙上的</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What the wall shows now</source>
        <translation>当前墙上显示的摄像机</translation>
    </message>
    <message>
        <source>Whole pages in</source>
        <translation>整屏布局</translation>
    </message>
    <message>
        <source>as the title</source>
        <translation>与名称相同</translation>
    </message>
    <message>
        <source>the layout that is on</source>
        <translation>当时的布局</translation>
    </message>
</context>
<context>
    <name>TourMaking</name>
    <message>
        <source>In use: {users}. Take it out there first</source>
        <translation>正在使用：{users}。请先在那里去掉</translation>
    </message>
    <message>
        <source>Named by: {users}</source>
        <translation>被引用：{users}</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Saving: {name} …</source>
        <translation>正在保存：{name} …</translation>
    </message>
    <message>
        <source>The version before of {name} is back</source>
        <translation>已恢复“{name}”的上一版本</translation>
    </message>
    <message>
        <source>There is no version before</source>
        <translation>没有上一版本</translation>
    </message>
</context>
<context>
    <name>TourSheet</name>
    <message>
        <source>Bring back {name}</source>
        <translation>找回“{name}”</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Each</source>
        <translation>每站</translation>
    </message>
    <message>
        <source>In the selected cell</source>
        <translation>在所选画面轮巡</translation>
    </message>
    <message>
        <source>New …</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Over the whole wall</source>
        <translation>全屏轮巡</translation>
    </message>
    <message>
        <source>Press again to remove</source>
        <translation>再按一次删除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>There is no tour yet: New makes one</source>
        <translation>还没有轮巡，按“新建”添加</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>轮巡</translation>
    </message>
    <message>
        <source>Tours</source>
        <translation>轮巡</translation>
    </message>
    <message>
        <source>Version before</source>
        <translation>上一版本</translation>
    </message>
    <message>
        <source>Whole pages in</source>
        <translation>整屏布局</translation>
    </message>
</context>
<context>
    <name>PatrolSheet</name>
    <message>
        <source>Patrol log</source>
        <translation>视频巡查记录</translation>
    </message>
    <message>
        <source>On this day no tour showed anything</source>
        <translation>当天没有轮巡画面</translation>
    </message>
    <message>
        <source>A camera that is seen live for {n} s at a stop counts as one video patrol.</source>
        <translation>一路摄像机在一站实时显示满 {n} 秒，计为一次视频巡查。</translation>
    </message>
    <message>
        <source>Rows of the patrol log</source>
        <translation>巡查记录明细</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>The day before</source>
        <translation>前一天</translation>
    </message>
    <message>
        <source>The next day</source>
        <translation>后一天</translation>
    </message>
    <message>
        <source>Read anew</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>导出 CSV</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Tours {tours} · video patrols {patrols} · cameras seen {seen} of {all}</source>
        <translation>轮巡 {tours} 次 · 视频巡查 {patrols} 路次 · 看到 {seen} 路 / 应看 {all} 路</translation>
    </message>
    <message>
        <source>On duty: {names}</source>
        <translation>值班员：{names}</translation>
    </message>
</context>
<context>
    <name>PatrolLogDesk</name>
    <message>
        <source>Patrol log: {path}</source>
        <translation>巡查记录：{path}</translation>
    </message>
</context>
<context>
    <name>ScheduleSheet</name>
    <message>
        <source>Not saved yet: once more gives the changes up</source>
        <translation>尚未保存，再按一次即放弃修改</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>定时计划</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>It holds</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Unticked, none of its rules does</source>
        <translation>不勾选时，其中规则都不生效</translation>
    </message>
    <message>
        <source>No rule yet: Add makes one</source>
        <translation>还没有规则，按“添加”新建</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What is on</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Season</source>
        <translation>季节</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>屏幕</translation>
    </message>
    <message>
        <source>New …</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>Add …</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Give the changes up</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>a new one</source>
        <translation>新计划</translation>
    </message>
    <message>
        <source>Today: {lines}</source>
        <translation>今日计划：{lines}</translation>
    </message>
    <message>
        <source>A schedule has one rule at least</source>
        <translation>计划至少要有一条规则</translation>
    </message>
    <message>
        <source>Press again to remove</source>
        <translation>再按一次删除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除计划</translation>
    </message>
    <message>
        <source>Bring back {name}</source>
        <translation>找回“{name}”</translation>
    </message>
    <message>
        <source>Version before</source>
        <translation>上一版本</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Times are written like 08:00, the end of the day is 24:00</source>
        <translation>时间写成 08:00，一天结束写 24:00</translation>
    </message>
    <message>
        <source>It ends when it begins; all day is 00:00 to 24:00</source>
        <translation>起止时间相同；全天请写 00:00 至 24:00</translation>
    </message>
    <message>
        <source>Tick the days on which it begins</source>
        <translation>请勾选开始的日期</translation>
    </message>
    <message>
        <source>There is no scene and no tour yet that could be on</source>
        <translation>还没有可用的场景或轮巡</translation>
    </message>
    <message>
        <source>What is on</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>A tour's screen</source>
        <translation>轮巡的屏幕</translation>
    </message>
    <message>
        <source>From</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Until, 24:00 at the latest</source>
        <translation>结束（最晚 24:00）</translation>
    </message>
    <message>
        <source>Season: first day</source>
        <translation>季节首日</translation>
    </message>
    <message>
        <source>Season: last day</source>
        <translation>季节末日</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>优先级</translation>
    </message>
    <message>
        <source>such as 2026-06-01</source>
        <translation>如 2026-06-01</translation>
    </message>
    <message>
        <source>Of several rules the highest counts</source>
        <translation>多条规则同时有效时，取最高的</translation>
    </message>
    <message>
        <source>Begins on: any that is ticked</source>
        <translation>开始日期：符合任一勾选项即可</translation>
    </message>
    <message>
        <source>the desk's own</source>
        <translation>本席屏幕</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Days are written like 2026-06-01</source>
        <translation>日期写成 2026-06-01</translation>
    </message>
    <message>
        <source>The season ends before it begins</source>
        <translation>季节末日早于首日</translation>
    </message>
    <message>
        <source>A new rule</source>
        <translation>新建规则</translation>
    </message>
    <message>
        <source>Change the rule</source>
        <translation>修改规则</translation>
    </message>
</context>
<context>
    <name>ScheduleMaking</name>
    <message>
        <source>Saving: {name} …</source>
        <translation>正在保存：{name} …</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已删除：{name}</translation>
    </message>
    <message>
        <source>The version before of {name} is back</source>
        <translation>已恢复“{name}”的上一版本</translation>
    </message>
    <message>
        <source>There is no version before</source>
        <translation>没有上一版本</translation>
    </message>
    <message>
        <source>Until {file} is mended, what held before holds</source>
        <translation>在 {file} 修好之前，仍按原来的计划</translation>
    </message>
</context>
</TS>
