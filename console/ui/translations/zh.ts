<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConferenceDesk</name>
    <message>
        <source>The conference cannot open its door: {reason}; see [conference] listen in site.toml</source>
        <translation>会商入口无法打开：{reason}；请检查 site.toml 中 [conference] 的 listen</translation>
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
        <translation>定位 ±{n} m</translation>
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
</context>
<context>
    <name>ConferenceStrip</name>
    <message>
        <source>Admit</source>
        <translation>准入</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
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
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
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
        <source>Put on the wall</source>
        <translation>画面上墙</translation>
    </message>
    <message>
        <source>Stop calling</source>
        <translation>停止呼叫</translation>
    </message>
    <message>
        <source>To the wall</source>
        <translation>会商画面上墙</translation>
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
        <source>recording</source>
        <translation>录制</translation>
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
        <source>Search cameras</source>
        <translation>搜索摄像机</translation>
    </message>
    <message>
        <source>Search name, number</source>
        <translation>搜索 名称 / 编号</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>会场</translation>
    </message>
    <message>
        <source>Bad pictures {n}</source>
        <translation>画面异常 {n}</translation>
    </message>
    <message>
        <source>Only cameras with whose picture something is wrong</source>
        <translation>只看画面异常的摄像机</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Listen to the cell, and silence</source>
        <translation>监听选中的格子，再按静音</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Cameras and sites</source>
        <translation>摄像机和会场</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>案件</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>会商</translation>
    </message>
    <message>
        <source>Top line</source>
        <translation>顶栏</translation>
    </message>
    <message>
        <source>Map into the selected cell</source>
        <translation>地图进选中的格子</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>The room's microphone</source>
        <translation>本室话筒</translation>
    </message>
    <message>
        <source>Search cameras</source>
        <translation>搜索摄像机</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Enlarge the cell, and back</source>
        <translation>放大这一格，再按还原</translation>
    </message>
    <message>
        <source>Clear the cell</source>
        <translation>清空这一格</translation>
    </message>
    <message>
        <source>Back: sheet, search, enlarged cell</source>
        <translation>返回：关本页、清搜索、还原画面</translation>
    </message>
    <message>
        <source>Figures on the tiles</source>
        <translation>画面指标</translation>
    </message>
    <message>
        <source>Another cell; with Shift: this one too</source>
        <translation>换格子；加 Shift：同时选中</translation>
    </message>
    <message>
        <source>Clip: 30 s before and after</source>
        <translation>片段：前后各 30 秒</translation>
    </message>
    <message>
        <source>Export what was recorded</source>
        <translation>导出录像</translation>
    </message>
    <message>
        <source>Record by hand, and stop</source>
        <translation>手动录像，再按停止</translation>
    </message>
    <message>
        <source>Replay: 10 s back</source>
        <translation>回看：后退 10 秒</translation>
    </message>
    <message>
        <source>Replay: a picture back, on</source>
        <translation>回看：上一帧、下一帧</translation>
    </message>
    <message>
        <source>Replay: back to live</source>
        <translation>回看：回到实时</translation>
    </message>
    <message>
        <source>Replay: pause and play</source>
        <translation>回看：暂停、播放</translation>
    </message>
    <message>
        <source>Replay: slower, faster</source>
        <translation>回看：放慢、加快</translation>
    </message>
    <message>
        <source>Snapshot of the cell's camera</source>
        <translation>抓图</translation>
    </message>
    <message>
        <source>Report on the pictures</source>
        <translation>视频质量诊断</translation>
    </message>
    <message>
        <source>The picture larger, smaller</source>
        <translation>放大、缩小画面</translation>
    </message>
    <message>
        <source>The whole picture again</source>
        <translation>恢复完整画面</translation>
    </message>
    <message>
        <source>Alt+arrows</source>
        <translation>Alt+方向键</translation>
    </message>
    <message>
        <source>Move the enlarged picture</source>
        <translation>移动放大的画面</translation>
    </message>
    <message>
        <source>Cases near the cell's camera</source>
        <translation>所选格子摄像头附近的事件</translation>
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
        <source>F2 cameras and sites, F3 cases, F4 conference, F5 top line, F6 map into the cell, F11 full screen, Ctrl+F search, Ctrl+1…9 layout</source>
        <translation>F2 摄像机和会场，F3 案件，F4 会商，F5 顶栏，F6 地图进格子，F11 全屏，Ctrl+F 搜索，Ctrl+1…9 布局</translation>
    </message>
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
</context>
<context>
    <name>words</name>
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
        <source>No conference is held</source>
        <translation>当前没有会商</translation>
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
        <source>Not yet in this version</source>
        <translation>本版本尚不支持</translation>
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
        <translation>会场摄像头已关</translation>
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
        <translation>请会场打开摄像头</translation>
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
        <translation>{n} s 后再试</translation>
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
        <translation>{n} s</translation>
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
        <source>lost {n}</source>
        <translation>丢失 {n}</translation>
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
        <source>{name} changed its format too often</source>
        <translation>{name} 的格式变化太多</translation>
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
        <source>{n} m</source>
        <translation>{n} 米</translation>
    </message>
    <message>
        <source>{n} km</source>
        <translation>{n} 公里</translation>
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
</context>
<context>
    <name>CameraChoice</name>
    <message>
        <source>Cameras</source>
        <translation>摄像机</translation>
    </message>
    <message>
        <source>search by name or id</source>
        <translation>搜索 名称 / 编号</translation>
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
        <source>The pictures are encoded anew; without it they are copied</source>
        <translation>会重新编码画面；不选则原样复制</translation>
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
</context>
<context>
    <name>TileActions</name>
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
</context>
<context>
    <name>TileMenu</name>
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
        <source>{n} cameras with a bad picture now, and all of the last 7 days</source>
        <translation>当前 {n} 路画面异常；下列为近 7 天全部记录</translation>
    </message>
    <message>
        <source>No camera has a bad picture now; below, all of the last 7 days</source>
        <translation>当前没有画面异常；下列为近 7 天全部记录</translation>
    </message>
    <message>
        <source>Choose a row to see the camera's history.</source>
        <translation>选中一行，查看该摄像机的记录。</translation>
    </message>
</context>
<context>
    <name>NearDesk</name>
    <message>
        <source>{name}: where it stands is not known; see cameras.csv</source>
        <translation>{name}：位置未知，请在 cameras.csv 中填写</translation>
    </message>
</context>
</TS>
