<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Actions</name>
        <message>
            <source>&amp;Actual size</source>
            <translation>实际大小(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Add a folder…</source>
            <translation>添加文件夹(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;All photos</source>
            <translation>所有照片(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Back</source>
            <translation>返回(&amp;B)</translation>
        </message>
        <message>
            <source>&amp;Close the photo</source>
            <translation>关闭照片(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Compare</source>
            <translation>比较(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Confirm</source>
            <translation>确认(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Details</source>
            <translation>详细信息(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Duplicates</source>
            <translation>重复照片(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit</source>
            <translation>编辑(&amp;E)</translation>
        </message>
        <message>
            <source>&amp;Export what you decided…</source>
            <translation>导出您的决定(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Find…</source>
            <translation>查找(&amp;F)…</translation>
        </message>
        <message>
            <source>&amp;First photo</source>
            <translation>第一张照片(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Flag</source>
            <translation>标记(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Full screen</source>
            <translation>全屏(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Go</source>
            <translation>转到(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Grid</source>
            <translation>网格(&amp;G)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Import what was decided…</source>
            <translation>导入已有决定(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Keys</source>
            <translation>快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Larger</source>
            <translation>放大(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Last photo</source>
            <translation>最后一张照片(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Look for new photos</source>
            <translation>查找新照片(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Many at once, or one by one</source>
            <translation>批量或逐张(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Move to the trash…</source>
            <translation>移到回收站(&amp;M)…</translation>
        </message>
        <message>
            <source>&amp;Next photo</source>
            <translation>下一张照片(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Next suggestion</source>
            <translation>下一条建议(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;No flag</source>
            <translation>无标记(&amp;N)</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>打开(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Pause reading photos</source>
            <translation>暂停读取照片(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Photo</source>
            <translation>照片(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Pick as a favourite</source>
            <translation>选为收藏(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Previous photo</source>
            <translation>上一张照片(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Previous suggestion</source>
            <translation>上一条建议(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Quick preview</source>
            <translation>快速预览(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Rating</source>
            <translation>评分(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>重做(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Reject</source>
            <translation>拒绝(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>审阅(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Save this search as an album…</source>
            <translation>将此搜索存为相册(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Skip</source>
            <translation>跳过(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Smaller</source>
            <translation>缩小(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Tag…</source>
            <translation>标签(&amp;T)…</translation>
        </message>
        <message>
            <source>&amp;Take back the last answer</source>
            <translation>撤回上一个回答(&amp;T)</translation>
        </message>
        <message>
            <source>&amp;Take the last sidecars back…</source>
            <translation>撤回上次的附属文件(&amp;T)…</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Usual size, or fit</source>
            <translation>常用大小或适合窗口(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Weaker matches</source>
            <translation>较弱的匹配(&amp;W)</translation>
        </message>
        <message>
            <source>&amp;Write sidecars (XMP)…</source>
            <translation>写入附属文件 (XMP)(&amp;W)…</translation>
        </message>
        <message>
            <source>Act&amp;ivity</source>
            <translation>活动(&amp;I)</translation>
        </message>
        <message>
            <source>Blur sensitive photos</source>
            <translation>模糊敏感照片</translation>
        </message>
        <message>
            <source>Cop&amp;y the files</source>
            <translation>复制文件(&amp;Y)</translation>
        </message>
        <message>
            <source>Correct how it is…</source>
            <translation>更正照片状态…</translation>
        </message>
        <message>
            <source>E&amp;xchange</source>
            <translation>交换(&amp;X)</translation>
        </message>
        <message>
            <source>Facts &amp;over the photo</source>
            <translation>在照片上显示信息(&amp;O)</translation>
        </message>
        <message>
            <source>Fil&amp;mstrip</source>
            <translation>胶片条(&amp;M)</translation>
        </message>
        <message>
            <source>Find &amp;similar</source>
            <translation>查找相似照片(&amp;S)</translation>
        </message>
        <message>
            <source>Fit or actual si&amp;ze</source>
            <translation>适合窗口或实际大小(&amp;Z)</translation>
        </message>
        <message>
            <source>Histo&amp;gram</source>
            <translation>直方图(&amp;G)</translation>
        </message>
        <message>
            <source>Import &amp;keywords…</source>
            <translation>导入关键字(&amp;K)…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>减少此类</translation>
        </message>
        <message>
            <source>Light or dar&amp;k</source>
            <translation>浅色或深色(&amp;K)</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>更多此类</translation>
        </message>
        <message>
            <source>No rating</source>
            <translation>无评分</translation>
        </message>
        <message>
            <source>Open with its pro&amp;gram</source>
            <translation>用默认程序打开(&amp;G)</translation>
        </message>
        <message>
            <source>P&amp;roblems</source>
            <translation>问题(&amp;R)</translation>
        </message>
        <message>
            <source>Personali&amp;ze</source>
            <translation>个性化(&amp;Z)</translation>
        </message>
        <message>
            <source>Places on a &amp;map</source>
            <translation>地图上的地点(&amp;M)</translation>
        </message>
        <message>
            <source>Pr&amp;eferences…</source>
            <translation>首选项(&amp;E)…</translation>
        </message>
        <message>
            <source>Put into an &amp;album…</source>
            <translation>放入相册(&amp;A)…</translation>
        </message>
        <message>
            <source>R&amp;otate</source>
            <translation>旋转(&amp;O)</translation>
        </message>
        <message>
            <source>Re&amp;view suggestions</source>
            <translation>审阅建议(&amp;V)</translation>
        </message>
        <message>
            <source>Rotate &amp;left</source>
            <translation>向左旋转(&amp;L)</translation>
        </message>
        <message>
            <source>Rotate &amp;right</source>
            <translation>向右旋转(&amp;R)</translation>
        </message>
        <message>
            <source>S&amp;idebar</source>
            <translation>边栏(&amp;I)</translation>
        </message>
        <message>
            <source>S&amp;uggest tags…</source>
            <translation>建议标签(&amp;U)…</translation>
        </message>
        <message>
            <source>Search with it</source>
            <translation>以此搜索</translation>
        </message>
        <message>
            <source>Select &amp;all</source>
            <translation>全选(&amp;A)</translation>
        </message>
        <message>
            <source>Select &amp;none</source>
            <translation>取消选择(&amp;N)</translation>
        </message>
        <message>
            <source>Show in its fol&amp;der</source>
            <translation>在文件夹中显示(&amp;D)</translation>
        </message>
        <message>
            <source>Slid&amp;eshow</source>
            <translation>幻灯片(&amp;E)</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>建议一条说明</translation>
        </message>
        <message>
            <source>Take out of the &amp;library</source>
            <translation>从图库中移除(&amp;L)</translation>
        </message>
        <message>
            <source>Take the suggested caption</source>
            <translation>采用建议的说明</translation>
        </message>
        <message>
            <source>The s&amp;uggested tag fits</source>
            <translation>建议的标签合适(&amp;U)</translation>
        </message>
        <message>
            <source>The suggested tag does &amp;not fit</source>
            <translation>建议的标签不合适(&amp;N)</translation>
        </message>
        <message>
            <source>Unfold what looks alike</source>
            <translation>展开相似的照片</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>文字匹配之处</translation>
        </message>
        <message>
            <source>★</source>
            <translation>★</translation>
        </message>
        <message>
            <source>★★</source>
            <translation>★★</translation>
        </message>
        <message>
            <source>★★★</source>
            <translation>★★★</translation>
        </message>
        <message>
            <source>★★★★</source>
            <translation>★★★★</translation>
        </message>
        <message>
            <source>★★★★★</source>
            <translation>★★★★★</translation>
        </message>
    </context>
    <context>
        <name>Activity</name>
        <message>
            <source>Looking for photos</source>
            <translation>正在查找照片</translation>
        </message>
        <message>
            <source>Making photos searchable</source>
            <translation>正在使照片可搜索</translation>
        </message>
        <message>
            <source>Start it again</source>
            <translation>重新启动</translation>
        </message>
        <message>
            <source>The search engine keeps stopping.</source>
            <translation>搜索引擎反复停止。</translation>
        </message>
        <message>
            <source>The search engine stopped and is being started again. You can go on browsing and tagging.</source>
            <translation>搜索引擎已停止，正在重新启动。您可以继续浏览和添加标签。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>{} You can go on browsing and tagging; searching by words has to wait.</source>
            <translation>{} 您可以继续浏览和添加标签；文字搜索需要等待。</translation>
        </message>
        <message>
            <source>{} cannot be seen now. Its photos are kept and come back with it.</source>
            <translation>现在无法访问 {}。其中的照片会保留，并在恢复后重新出现。</translation>
        </message>
    </context>
    <context>
        <name>ActivityCentre</name>
        <message>
            <source>Nothing new</source>
            <translation>没有新内容</translation>
        </message>
        <message>
            <source>Personalizing</source>
            <translation>个性化</translation>
        </message>
        <message>
            <source>Search engine</source>
            <translation>搜索引擎</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>The computer runs on its battery: reading photos rests until it is plugged in. The preferences can change that.</source>
            <translation>电脑正在使用电池：接通电源前暂停读取照片。可在偏好设置中更改。</translation>
        </message>
        <message>
            <source>The search engine stopped.</source>
            <translation>搜索引擎已停止。</translation>
        </message>
        <message>
            <source>{what} took {time}.</source>
            <translation>{what}用时 {time}。</translation>
        </message>
        <message>
            <source>{} changed</source>
            <translation>{} 张已更改</translation>
        </message>
        <message>
            <source>{} missing</source>
            <translation>{} 张缺失</translation>
        </message>
        <message>
            <source>{} moved</source>
            <translation>{} 张已移动</translation>
        </message>
        <message>
            <source>{} new</source>
            <translation>{} 张新增</translation>
        </message>
        <message>
            <source>{} suggestions</source>
            <translation>{} 条建议</translation>
        </message>
    </context>
    <context>
        <name>ActivityPage</name>
        <message>
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Lately</source>
            <translation>最近</translation>
        </message>
        <message>
            <source>Nothing is going on. Everything has been read.</source>
            <translation>当前没有任务。所有照片均已读取。</translation>
        </message>
        <message>
            <source>Work in the background</source>
            <translation>后台任务</translation>
        </message>
        <message>
            <source>{what}, in {time}</source>
            <translation>{what}，用时 {time}</translation>
        </message>
    </context>
    <context>
        <name>AppearanceSection</name>
        <message>
            <source>Accent</source>
            <translation>强调色</translation>
        </message>
        <message>
            <source>Animate menus, tips and messages</source>
            <translation>为菜单、提示和消息显示动画</translation>
        </message>
        <message>
            <source>Another language is spoken after the next start.</source>
            <translation>更改语言将在下次启动后生效。</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>蓝色</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>颜色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>绿色</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>灰色</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Orange</source>
            <translation>橙色</translation>
        </message>
        <message>
            <source>Pink</source>
            <translation>粉色</translation>
        </message>
        <message>
            <source>Purple</source>
            <translation>紫色</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>照片大小</translation>
        </message>
    </context>
    <context>
        <name>ArrangementButton</name>
        <message>
            <source>Date added</source>
            <translation>添加日期</translation>
        </message>
        <message>
            <source>Date taken</source>
            <translation>拍摄日期</translation>
        </message>
        <message>
            <source>File size</source>
            <translation>文件大小</translation>
        </message>
        <message>
            <source>Headings by camera</source>
            <translation>按相机分组</translation>
        </message>
        <message>
            <source>Headings by folder</source>
            <translation>按文件夹显示标题</translation>
        </message>
        <message>
            <source>Headings by the order</source>
            <translation>按排序显示标题</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>No headings</source>
            <translation>无标题</translation>
        </message>
        <message>
            <source>Order of the photos</source>
            <translation>照片排序</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>评分</translation>
        </message>
        <message>
            <source>The other way round</source>
            <translation>倒序</translation>
        </message>
    </context>
    <context>
        <name>AutoTag</name>
        <message>
            <source>None of these photos has been read yet; suggest tags for them later.</source>
            <translation>这些照片尚未读取；请稍后再建议标签。</translation>
        </message>
        <message>
            <source>Review them</source>
            <translation>查看建议</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>建议标签…</translation>
        </message>
        <message>
            <source>The album “{name}”</source>
            <translation>相册“{name}”</translation>
        </message>
        <message>
            <source>The engine is not running; suggest tags again when it is back.</source>
            <translation>搜索引擎未运行；恢复后请再次建议标签。</translation>
        </message>
        <message>
            <source>The folder “{name}”</source>
            <translation>文件夹“{name}”</translation>
        </message>
        <message>
            <source>The selected photos</source>
            <translation>所选照片</translation>
        </message>
        <message>
            <source>The tag “{name}”</source>
            <translation>标签“{name}”</translation>
        </message>
        <message>
            <source>{count} tags were suggested for {photos}.</source>
            <translation>已为 {photos}建议 {count} 个标签。</translation>
        </message>
        <message>
            <source>{photos} have not been read yet and are left out.</source>
            <translation>{photos}尚未读取，已略过。</translation>
        </message>
    </context>
    <context>
        <name>BackgroundSection</name>
        <message>
            <source>Background work</source>
            <translation>后台工作</translation>
        </message>
        <message>
            <source>Ctrl+P pauses by hand; what is running is listed under Activity.</source>
            <translation>按 Ctrl+P 可手动暂停；正在运行的任务列在“活动”中。</translation>
        </message>
        <message>
            <source>Rest while the computer runs on its battery</source>
            <translation>使用电池时暂停</translation>
        </message>
        <message>
            <source>Searching and scrolling always come first; the work waits for them.</source>
            <translation>搜索和滚动始终优先；后台工作会让路。</translation>
        </message>
        <message>
            <source>Tell when a long piece of work has ended</source>
            <translation>长时间任务结束时通知</translation>
        </message>
    </context>
    <context>
        <name>Badge</name>
        <message>
            <source>Live</source>
            <translation>实况</translation>
        </message>
        <message>
            <source>Moving</source>
            <translation>动图</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>What to do about it</source>
            <translation>如何处理</translation>
        </message>
    </context>
    <context>
        <name>BatchGrid</name>
        <message>
            <source>Photos that the tag is suggested for</source>
            <translation>建议使用该标签的照片</translation>
        </message>
    </context>
    <context>
        <name>BatchModel</name>
        <message>
            <source>does not fit</source>
            <translation>不合适</translation>
        </message>
        <message>
            <source>fits</source>
            <translation>合适</translation>
        </message>
    </context>
    <context>
        <name>BeforeAfter</name>
        <message>
            <source>Before and after: </source>
            <translation>前后对比：</translation>
        </message>
    </context>
    <context>
        <name>Browser</name>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>正在搜索…</translation>
        </message>
        <message>
            <source>The engine is not running; the search goes on when it is back.</source>
            <translation>搜索引擎未运行；恢复后将继续搜索。</translation>
        </message>
        <message>
            <source>The search engine is starting; the answer comes as soon as it is there…</source>
            <translation>搜索引擎正在启动；就绪后会立即给出结果…</translation>
        </message>
        <message>
            <source>searched {} of {}</source>
            <translation>已搜索 {} / {}</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>&amp;Copy report</source>
            <translation>复制报告(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Go on</source>
            <translation>继续(&amp;G)</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>出现问题</translation>
        </message>
        <message>
            <source>The report below helps to find the cause: it names no photos unless their names stand in its text, and goes nowhere unless you send it.</source>
            <translation>下面的报告有助于找出原因：除非文本中出现照片名称，否则不会提及照片；除非您发送，否则不会传到任何地方。</translation>
        </message>
        <message>
            <source>Your photos and your library are safe.</source>
            <translation>您的照片和图库是安全的。</translation>
        </message>
        <message>
            <source>Your photos and your library are safe. You can go on working; if it happens again, start photoclip anew.</source>
            <translation>您的照片和图库是安全的。您可以继续工作；如果再次发生，请重新启动 photoclip。</translation>
        </message>
        <message>
            <source>photoclip ended unexpectedly last time</source>
            <translation>photoclip 上次意外退出</translation>
        </message>
        <message>
            <source>photoclip made a mistake</source>
            <translation>photoclip 出错了</translation>
        </message>
    </context>
    <context>
        <name>ChipButton</name>
        <message>
            <source>Edit</source>
            <translation>编辑</translation>
        </message>
        <message>
            <source>Edit {text}</source>
            <translation>编辑 {text}</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take {text} out of the search</source>
            <translation>从搜索中移除 {text}</translation>
        </message>
        <message>
            <source>Turn round</source>
            <translation>反转</translation>
        </message>
        <message>
            <source>{text}
Click to edit, Delete to take out, - to turn round</source>
            <translation>{text}
单击编辑，Delete 移除，- 反转</translation>
        </message>
    </context>
    <context>
        <name>ComparePage</name>
        <message>
            <source>Back to the photos</source>
            <translation>返回照片</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>比较</translation>
        </message>
        <message>
            <source>Photo {}</source>
            <translation>照片 {}</translation>
        </message>
        <message>
            <source>Zoom and drag one photo: the others follow.</source>
            <translation>缩放或拖动一张照片，其他照片会跟随。</translation>
        </message>
    </context>
    <context>
        <name>Decisions</name>
        <message>
            <source>Done again: {}</source>
            <translation>已重做：{}</translation>
        </message>
        <message>
            <source>Restore the files from the trash, then look for new photos (F5).</source>
            <translation>请从回收站恢复文件，然后查找新照片 (F5)。</translation>
        </message>
        <message>
            <source>The files stay where they are.</source>
            <translation>文件保留在原处。</translation>
        </message>
        <message>
            <source>The same is true for {} more.</source>
            <translation>另有 {} 个文件也是如此。</translation>
        </message>
        <message>
            <source>There is nothing to redo.</source>
            <translation>没有可重做的操作。</translation>
        </message>
        <message>
            <source>There is nothing to undo.</source>
            <translation>没有可撤销的操作。</translation>
        </message>
        <message>
            <source>Undone: {}</source>
            <translation>已撤销：{}</translation>
        </message>
    </context>
    <context>
        <name>Dragging</name>
        <message>
            <source>New album</source>
            <translation>新相册</translation>
        </message>
        <message>
            <source>The name of a new album for {}:</source>
            <translation>为 {} 新建相册的名称：</translation>
        </message>
    </context>
    <context>
        <name>DuplicateFinder</name>
        <message>
            <source>Identical copies take {}</source>
            <translation>完全相同的副本占用 {}</translation>
        </message>
        <message>
            <source>Looking at photos</source>
            <translation>正在查看照片</translation>
        </message>
        <message>
            <source>Something went wrong while comparing.</source>
            <translation>比较时出错。</translation>
        </message>
        <message>
            <source>The photos could not be compared</source>
            <translation>无法比较照片</translation>
        </message>
        <message>
            <source>The search engine is not running now. Try again in a moment.</source>
            <translation>搜索引擎当前未运行。请稍后重试。</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Pixels</source>
            <translation>像素</translation>
        </message>
        <message>
            <source>Sharpness</source>
            <translation>清晰度</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>拍摄时间</translation>
        </message>
        <message>
            <source>Yours</source>
            <translation>您的标注</translation>
        </message>
        <message>
            <source>added first</source>
            <translation>最先添加</translation>
        </message>
        <message>
            <source>alike</source>
            <translation>相同</translation>
        </message>
        <message>
            <source>best rated</source>
            <translation>评分最高</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>largest file</source>
            <translation>文件最大</translation>
        </message>
        <message>
            <source>less sharp</source>
            <translation>较不清晰</translation>
        </message>
        <message>
            <source>most pixels</source>
            <translation>像素最多</translation>
        </message>
        <message>
            <source>nearly as sharp</source>
            <translation>几乎同样清晰</translation>
        </message>
        <message>
            <source>sharpest</source>
            <translation>最清晰</translation>
        </message>
    </context>
    <context>
        <name>DuplicatesPage</name>
        <message>
            <source>Compare the photos again</source>
            <translation>重新比较照片</translation>
        </message>
        <message>
            <source>Comparing your photos…</source>
            <translation>正在比较您的照片…</translation>
        </message>
        <message>
            <source>Different photos of one moment, such as bursts.</source>
            <translation>同一时刻的不同照片，例如连拍。</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>重复照片</translation>
        </message>
        <message>
            <source>Groups after</source>
            <translation>后面的组</translation>
        </message>
        <message>
            <source>Groups before</source>
            <translation>前面的组</translation>
        </message>
        <message>
            <source>Groups of duplicates</source>
            <translation>重复照片组</translation>
        </message>
        <message>
            <source>Identical files</source>
            <translation>完全相同的文件</translation>
        </message>
        <message>
            <source>No photo is here twice, byte by byte.</source>
            <translation>没有逐字节相同的照片。</translation>
        </message>
        <message>
            <source>No photos look like shots of one moment.</source>
            <translation>没有看似同一时刻拍摄的照片。</translation>
        </message>
        <message>
            <source>No picture is here in several versions.</source>
            <translation>没有存在多个版本的图片。</translation>
        </message>
        <message>
            <source>Nothing here</source>
            <translation>这里没有内容</translation>
        </message>
        <message>
            <source>One picture, saved again, resized or converted.</source>
            <translation>同一图片，经重新保存、缩放或转换。</translation>
        </message>
        <message>
            <source>Similar shots</source>
            <translation>相似的照片</translation>
        </message>
        <message>
            <source>The same picture</source>
            <translation>同一图片</translation>
        </message>
        <message>
            <source>The very same bytes, several times.</source>
            <translation>字节完全相同的多个文件。</translation>
        </message>
        <message>
            <source>This takes some seconds, more for very many photos.</source>
            <translation>这需要几秒钟，照片很多时会更久。</translation>
        </message>
        <message>
            <source>{first} to {last} of {all}</source>
            <translation>第 {first} 至 {last} 组，共 {all} 组</translation>
        </message>
    </context>
    <context>
        <name>EncoderSection</name>
        <message>
            <source>Another device is used after the next start. The precision is chosen by measuring what the device does fastest.</source>
            <translation>更改设备将在下次启动后生效。精度通过测量设备的最快方式来选择。</translation>
        </message>
        <message>
            <source>Apple graphics (MPS)</source>
            <translation>Apple 图形 (MPS)</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>设备</translation>
        </message>
        <message>
            <source>Encoder</source>
            <translation>编码器</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>使用中</translation>
        </message>
        <message>
            <source>NVIDIA graphics card (CUDA)</source>
            <translation>NVIDIA 显卡 (CUDA)</translation>
        </message>
        <message>
            <source>Precision</source>
            <translation>精度</translation>
        </message>
        <message>
            <source>Processor</source>
            <translation>处理器</translation>
        </message>
        <message>
            <source>The encoder turns photos and words into something that can be compared.</source>
            <translation>编码器把照片和文字转换成可以比较的形式。</translation>
        </message>
        <message>
            <source>The fastest there is</source>
            <translation>可用的最快设备</translation>
        </message>
        <message>
            <source>not known before the first photo</source>
            <translation>处理第一张照片前未知</translation>
        </message>
        <message>
            <source>{} numbers for each photo</source>
            <translation>每张照片 {} 个数值</translation>
        </message>
    </context>
    <context>
        <name>Engine</name>
        <message>
            <source>No confident match among the one photo that passes {}.</source>
            <translation>只有一张照片符合 {}，没有可靠的匹配。</translation>
        </message>
        <message>
            <source>No confident match among the {} photos that pass {}.</source>
            <translation>{} 张照片符合 {}，但没有可靠的匹配。</translation>
        </message>
        <message>
            <source>No confident match in the library.</source>
            <translation>图库中没有可靠的匹配。</translation>
        </message>
        <message>
            <source>No photo passes all of {}.</source>
            <translation>没有照片同时符合 {}。</translation>
        </message>
        <message>
            <source>No photo passes the filter {}.</source>
            <translation>没有照片符合筛选条件 {}。</translation>
        </message>
        <message>
            <source>The encoder “{}” understands English only; ask in English, or use a multilingual one.</source>
            <translation>编码器“{}”只懂英语；请用英语提问，或使用多语言编码器。</translation>
        </message>
        <message>
            <source>{} answers now.</source>
            <translation>现在由 {} 应答。</translation>
        </message>
        <message>
            <source>{} answers now. What you taught the encoder before is kept for it; personalize again.</source>
            <translation>现在由 {} 应答。之前教给另一个编码器的内容仍归它；请再次个性化。</translation>
        </message>
    </context>
    <context>
        <name>Examples</name>
        <message>
            <source>Search for “{tag}”</source>
            <translation>搜索“{tag}”</translation>
        </message>
        <message>
            <source>What moved</source>
            <translation>发生变动的照片</translation>
        </message>
        <message>
            <source>no longer</source>
            <translation>不再靠前</translation>
        </message>
        <message>
            <source>now among the first</source>
            <translation>现在排在前面</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>CANNOT BE WRITTEN</source>
            <translation>无法写入</translation>
        </message>
        <message>
            <source>Decisions of photoclip (*.json)</source>
            <translation>photoclip 的决定 (*.json)</translation>
        </message>
        <message>
            <source>Every sidecar says already what you decided.</source>
            <translation>所有附属文件都已与您的决定一致。</translation>
        </message>
        <message>
            <source>Export what you decided</source>
            <translation>导出您的决定</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Import decisions</source>
            <translation>导入决定</translation>
        </message>
        <message>
            <source>Import keywords</source>
            <translation>导入关键词</translation>
        </message>
        <message>
            <source>Import what was decided</source>
            <translation>导入已作的决定</translation>
        </message>
        <message>
            <source>Looking which sidecars say something else than you decided.</source>
            <translation>正在检查哪些附属文件与您的决定不一致。</translation>
        </message>
        <message>
            <source>NOT IN THIS LIBRARY</source>
            <translation>不在此图库中</translation>
        </message>
        <message>
            <source>NOT READ</source>
            <translation>未读取</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Photos with something new: {files}. Tags on them: {verdicts}, new words: {tags}, ratings: {ratings}, captions: {captions}. What you answered yourself stays. It can be undone.</source>
            <translation>有新内容的照片：{files}。其上的标签：{verdicts}，新词：{tags}，评分：{ratings}，说明：{captions}。您自己的回答会保留。可以撤销。</translation>
        </message>
        <message>
            <source>Putting the sidecars back as they were.</source>
            <translation>正在将附属文件恢复原状。</translation>
        </message>
        <message>
            <source>Reading what your photos and their sidecars say. No file is changed.</source>
            <translation>正在读取照片及其附属文件的内容。不会更改任何文件。</translation>
        </message>
        <message>
            <source>Reading {path}.</source>
            <translation>正在读取 {path}。</translation>
        </message>
        <message>
            <source>SIDECARS</source>
            <translation>附属文件</translation>
        </message>
        <message>
            <source>TAGS</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Take it back</source>
            <translation>撤回</translation>
        </message>
        <message>
            <source>Take sidecars back</source>
            <translation>撤回附属文件</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>采用</translation>
        </message>
        <message>
            <source>The keywords were taken. Personalize can learn from them now.</source>
            <translation>已采用关键词。“个性化”现在可以从中学习。</translation>
        </message>
        <message>
            <source>There is no export to take back.</source>
            <translation>没有可撤回的导出。</translation>
        </message>
        <message>
            <source>There is nothing in the files that is not known already.</source>
            <translation>文件中没有尚未知道的内容。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Write sidecars</source>
            <translation>写入附属文件</translation>
        </message>
        <message>
            <source>Write them</source>
            <translation>写入</translation>
        </message>
        <message>
            <source>Writing sidecars.</source>
            <translation>正在写入附属文件。</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>已更改</translation>
        </message>
        <message>
            <source>new</source>
            <translation>新建</translation>
        </message>
        <message>
            <source>{count} sidecars are as they were before.</source>
            <translation>{count} 个附属文件已恢复原状。</translation>
        </message>
        <message>
            <source>{count} sidecars were written.</source>
            <translation>已写入 {count} 个附属文件。</translation>
        </message>
        <message>
            <source>{count} sidecars would be written: {made} new, {changed} with everything else in them kept. The photos themselves are never touched. It can be taken back.</source>
            <translation>将写入 {count} 个附属文件：{made} 个新建，{changed} 个保留其余全部内容。照片本身绝不改动。可以撤回。</translation>
        </message>
        <message>
            <source>{count} verdicts were written to {path}.</source>
            <translation>已将 {count} 条判断写入 {path}。</translation>
        </message>
        <message>
            <source>{verdicts} verdicts and {tags} tags were taken. It can be undone.</source>
            <translation>已采用 {verdicts} 条判断和 {tags} 个标签。可以撤销。</translation>
        </message>
    </context>
    <context>
        <name>ExchangeDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>How far it is</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Nothing to do</source>
            <translation>无需操作</translation>
        </message>
    </context>
    <context>
        <name>Fact</name>
        <message>
            <source>1 photo</source>
            <translation>1 张照片</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>相机</translation>
        </message>
        <message>
            <source>Exposure</source>
            <translation>曝光</translation>
        </message>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>格式</translation>
        </message>
        <message>
            <source>Length</source>
            <translation>时长</translation>
        </message>
        <message>
            <source>Lens</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Taken</source>
            <translation>拍摄时间</translation>
        </message>
        <message>
            <source>Taken with</source>
            <translation>拍摄设备</translation>
        </message>
        <message>
            <source>Together</source>
            <translation>合计</translation>
        </message>
        <message>
            <source>When and where</source>
            <translation>时间和地点</translation>
        </message>
        <message>
            <source>a short video inside the picture's file</source>
            <translation>图片文件内的短视频</translation>
        </message>
        <message numerus="yes">
            <source>{} photos</source>
            <translation>
                <numerusform>{} 张照片</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FactGroups</name>
        <message>
            <source>Photos near {}</source>
            <translation>{} 附近的照片</translation>
        </message>
        <message>
            <source>Show the photos taken within a kilometre</source>
            <translation>显示一公里范围内拍摄的照片</translation>
        </message>
    </context>
    <context>
        <name>FactsOverlay</name>
        <message>
            <source>Facts about the photo</source>
            <translation>照片信息</translation>
        </message>
    </context>
    <context>
        <name>Filmstrip</name>
        <message>
            <source>Filmstrip</source>
            <translation>胶片条</translation>
        </message>
    </context>
    <context>
        <name>FoldersSection</name>
        <message>
            <source>Add a folder…</source>
            <translation>添加文件夹…</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Folders of this library</source>
            <translation>此图库的文件夹</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>排除</translation>
        </message>
        <message>
            <source>Left out, one pattern on each line as in a .gitignore; it counts from each folder above:</source>
            <translation>排除规则，每行一个，写法与 .gitignore 相同；从上面的每个文件夹算起：</translation>
        </message>
        <message>
            <source>Look through the folders now</source>
            <translation>立即扫描文件夹</translation>
        </message>
        <message>
            <source>Photos are read where they lie; photoclip never changes or moves them.</source>
            <translation>照片在原处读取；photoclip 绝不更改或移动它们。</translation>
        </message>
        <message>
            <source>Show the videos of the library</source>
            <translation>显示图库中的视频</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Take in videos, too</source>
            <translation>同时收录视频</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>从图库中移除</translation>
        </message>
        <message>
            <source>Videos in the library already: {count}. They stay; what you do not want to see you can take out of the library.</source>
            <translation>图库中已有的视频：{count}。它们会保留；不想看到的可以从图库中移除。</translation>
        </message>
        <message>
            <source>cannot be seen now</source>
            <translation>当前无法访问</translation>
        </message>
    </context>
    <context>
        <name>ForecastView</name>
        <message>
            <source>A tag: beach, birthday, dog …</source>
            <translation>标签：beach, birthday, dog …</translation>
        </message>
        <message>
            <source>A word to look at beforehand</source>
            <translation>要预先查看的词</translation>
        </message>
        <message>
            <source>How sure the machine has to be</source>
            <translation>机器需要多大把握</translation>
        </message>
        <message>
            <source>Just in</source>
            <translation>刚好入选</translation>
        </message>
        <message>
            <source>Just not</source>
            <translation>刚好落选</translation>
        </message>
        <message>
            <source>Looking at the photos…</source>
            <translation>正在查看照片…</translation>
        </message>
        <message>
            <source>Photos just above the border</source>
            <translation>略高于界限的照片</translation>
        </message>
        <message>
            <source>Photos just below the border</source>
            <translation>略低于界限的照片</translation>
        </message>
        <message>
            <source>Type a word to see what it would be suggested for.</source>
            <translation>输入一个词，查看它会被建议给哪些照片。</translation>
        </message>
        <message>
            <source>“{tag}” would be suggested for {photos} that you have not answered.</source>
            <translation>“{tag}”会被建议给您尚未回答的 {photos}。</translation>
        </message>
    </context>
    <context>
        <name>Frame</name>
        <message>
            <source> Add a folder…</source>
            <translation> 添加文件夹…</translation>
        </message>
        <message>
            <source>Add a folder</source>
            <translation>添加文件夹</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>详细信息</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>边栏</translation>
        </message>
        <message>
            <source>Size of the photos</source>
            <translation>照片大小</translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>Did you mean “{}”?</source>
            <translation>您是不是要找“{}”？</translation>
        </message>
        <message>
            <source>Looking for photos…</source>
            <translation>正在查找照片…</translation>
        </message>
        <message>
            <source>No photos</source>
            <translation>没有照片</translation>
        </message>
        <message>
            <source>There is no photo here.</source>
            <translation>这里没有照片。</translation>
        </message>
        <message>
            <source>They appear here as soon as they are found.</source>
            <translation>找到后会立即显示在这里。</translation>
        </message>
    </context>
    <context>
        <name>GroupCard</name>
        <message>
            <source>Check all but the suggested one</source>
            <translation>勾选除建议外的所有照片</translation>
        </message>
        <message>
            <source>Does not stay</source>
            <translation>不保留</translation>
        </message>
        <message>
            <source>Move to the trash…</source>
            <translation>移到回收站…</translation>
        </message>
        <message>
            <source>Never show these photos as duplicates again</source>
            <translation>不再将这些照片显示为重复</translation>
        </message>
        <message>
            <source>Not duplicates</source>
            <translation>不是重复</translation>
        </message>
        <message>
            <source>Suggested to keep: {}</source>
            <translation>建议保留：{}</translation>
        </message>
        <message>
            <source>Take out of the library</source>
            <translation>从图库中移除</translation>
        </message>
        <message>
            <source>The photo that stays gets their tags, albums, ratings and captions</source>
            <translation>保留的照片将获得它们的标签、相册、评分和说明</translation>
        </message>
        <message>
            <source>The same for all: {}</source>
            <translation>全部相同：{}</translation>
        </message>
        <message>
            <source>Their files stay; the photo that stays gets their tags and albums</source>
            <translation>文件保留；保留的照片将获得它们的标签和相册</translation>
        </message>
        <message>
            <source>{} does not stay</source>
            <translation>{} 不保留</translation>
        </message>
    </context>
    <context>
        <name>HeatMaps</name>
        <message>
            <source>Looking where “{words}” is…</source>
            <translation>正在查找“{words}”的位置…</translation>
        </message>
        <message>
            <source>Search with words first: then their places are shown here.</source>
            <translation>请先用文字搜索：之后这里会显示它们的位置。</translation>
        </message>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>搜索引擎未运行；恢复后请重试。</translation>
        </message>
        <message>
            <source>Where the words match</source>
            <translation>文字匹配之处</translation>
        </message>
        <message>
            <source>Where the words match (H)</source>
            <translation>文字匹配的位置 (H)</translation>
        </message>
        <message>
            <source>Where “{words}” is seen</source>
            <translation>“{words}”出现的位置</translation>
        </message>
    </context>
    <context>
        <name>HeatOverlay</name>
        <message>
            <source>less</source>
            <translation>较少</translation>
        </message>
        <message>
            <source>more</source>
            <translation>较多</translation>
        </message>
    </context>
    <context>
        <name>Histogram</name>
        <message>
            <source>Histogram</source>
            <translation>直方图</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source> Find similar</source>
            <translation> 查找相似照片</translation>
        </message>
        <message>
            <source>Add a caption</source>
            <translation>添加说明</translation>
        </message>
        <message>
            <source>Add to an album</source>
            <translation>添加到相册</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>相册</translation>
        </message>
        <message>
            <source>Caption</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Choose one or more to see their details, to tag them and to rate them.</source>
            <translation>选择一张或多张照片，可查看详情、添加标签和评分。</translation>
        </message>
        <message>
            <source>Find similar photos</source>
            <translation>查找相似照片</translation>
        </message>
        <message>
            <source>No photo selected</source>
            <translation>未选择照片</translation>
        </message>
        <message>
            <source>Remove the tag {}</source>
            <translation>移除标签 {}</translation>
        </message>
        <message>
            <source>Several captions; a new one replaces them</source>
            <translation>有多个说明；新的说明会替换它们</translation>
        </message>
        <message>
            <source>Show all photos tagged {}</source>
            <translation>显示带有标签 {} 的所有照片</translation>
        </message>
        <message>
            <source>Show the album {}</source>
            <translation>显示相册 {}</translation>
        </message>
        <message>
            <source>Similar</source>
            <translation>相似</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Take out of the album {}</source>
            <translation>从相册 {} 中移除</translation>
        </message>
        <message>
            <source>The file is gone. What you decided about it is kept until it comes back.</source>
            <translation>文件已不存在。您对它的决定会保留到它恢复为止。</translation>
        </message>
        <message>
            <source>{} selected</source>
            <translation>已选择 {}</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source> or </source>
            <translation> 或 </translation>
        </message>
        <message>
            <source>Add to the selection</source>
            <translation>添加到选择</translation>
        </message>
        <message>
            <source>Arrows, Home, End, Page Up, Page Down</source>
            <translation>方向键、Home、End、Page Up、Page Down</translation>
        </message>
        <message>
            <source>Ctrl + click, or drag a frame</source>
            <translation>Ctrl + 单击，或拖出选框</translation>
        </message>
        <message>
            <source>Ctrl + wheel</source>
            <translation>Ctrl + 滚轮</translation>
        </message>
        <message>
            <source>Extend the selection</source>
            <translation>扩展选择</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Larger, smaller</source>
            <translation>放大、缩小</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>快捷键列表</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>评为 {}</translation>
        </message>
        <message>
            <source>Shift + move or click</source>
            <translation>Shift + 移动或单击</translation>
        </message>
        <message>
            <source>Wheel, double click</source>
            <translation>滚轮、双击</translation>
        </message>
        <message>
            <source>Zoom in the single photo</source>
            <translation>缩放单张照片</translation>
        </message>
    </context>
    <context>
        <name>KeysSection</name>
        <message>
            <source>Action</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Actions and their keys</source>
            <translation>操作及其按键</translation>
        </message>
        <message>
            <source>All as usual</source>
            <translation>全部恢复默认</translation>
        </message>
        <message>
            <source>Choose an action, click into the field and press its new key.</source>
            <translation>选择一个操作，单击输入框，然后按下新按键。</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>New key</source>
            <translation>新按键</translation>
        </message>
        <message>
            <source>Use this key</source>
            <translation>使用此按键</translation>
        </message>
        <message>
            <source>Usual key</source>
            <translation>默认按键</translation>
        </message>
        <message>
            <source>{key} belongs to {names} now, and would be taken from there.</source>
            <translation>{key} 目前属于 {names}，将从那里移走。</translation>
        </message>
    </context>
    <context>
        <name>LessonTable</name>
        <message>
            <source>Does not fit</source>
            <translation>不合适</translation>
        </message>
        <message>
            <source>Fits</source>
            <translation>合适</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>What it will learn from</source>
            <translation>将从中学习的内容</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>还差 {count}</translation>
        </message>
    </context>
    <context>
        <name>LibraryView</name>
        <message>
            <source>Cut photos to squares</source>
            <translation>将照片裁成方形</translation>
        </message>
        <message>
            <source>Show whole photos</source>
            <translation>显示完整照片</translation>
        </message>
    </context>
    <context>
        <name>LicenceDialog</name>
        <message>
            <source>Address of the licence</source>
            <translation>许可证地址</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>下载</translation>
        </message>
        <message>
            <source>Download {}</source>
            <translation>下载 {}</translation>
        </message>
        <message>
            <source>I accept the licence</source>
            <translation>我接受许可证</translation>
        </message>
        <message>
            <source>Its licence is {}. The whole text:</source>
            <translation>其许可证为 {}。全文：</translation>
        </message>
        <message>
            <source>{:,.0f} MB will be fetched from the page below; {:,.0f} MB are free.</source>
            <translation>将从下面的页面下载 {:,.0f} MB；可用空间 {:,.0f} MB。</translation>
        </message>
    </context>
    <context>
        <name>Listing</name>
        <message>
            <source>Best matches</source>
            <translation>最佳匹配</translation>
        </message>
        <message>
            <source>Drag photos onto its name at the left, or select some and press Ctrl+B.</source>
            <translation>将照片拖到左侧的名称上，或选中照片后按 Ctrl+B。</translation>
        </message>
        <message>
            <source>Hide weaker matches</source>
            <translation>隐藏较弱的匹配</translation>
        </message>
        <message>
            <source>Less likely matches</source>
            <translation>可能性较低的匹配</translation>
        </message>
        <message>
            <source>Most similar first</source>
            <translation>最相似的在前</translation>
        </message>
        <message>
            <source>No file is missing.</source>
            <translation>没有缺失的文件。</translation>
        </message>
        <message>
            <source>No photo has this tag. Select some, press Ctrl+T and type its name.</source>
            <translation>没有照片带有此标签。选中照片，按 Ctrl+T 并输入标签名。</translation>
        </message>
        <message>
            <source>Not rated</source>
            <translation>未评分</translation>
        </message>
        <message>
            <source>Not to be seen now</source>
            <translation>当前不可见</translation>
        </message>
        <message>
            <source>Possible matches</source>
            <translation>可能的匹配</translation>
        </message>
        <message>
            <source>Press P on a photo that you like, and it stands here.</source>
            <translation>在喜欢的照片上按 P，它就会出现在这里。</translation>
        </message>
        <message>
            <source>Press X on a photo that you do not want, and it stands here.</source>
            <translation>在不想要的照片上按 X，它就会出现在这里。</translation>
        </message>
        <message>
            <source>Show weaker matches</source>
            <translation>显示较弱的匹配</translation>
        </message>
        <message>
            <source>Some time ago</source>
            <translation>较早以前</translation>
        </message>
        <message>
            <source>There is no photo in this folder, nor below it.</source>
            <translation>此文件夹及其子文件夹中没有照片。</translation>
        </message>
        <message>
            <source>Unknown camera</source>
            <translation>未知相机</translation>
        </message>
    </context>
    <context>
        <name>LossCurve</name>
        <message>
            <source>Loss, from {first} to {last}</source>
            <translation>损失，从 {first} 到 {last}</translation>
        </message>
        <message>
            <source>Loss, nothing yet</source>
            <translation>损失，尚无数据</translation>
        </message>
        <message>
            <source>Loss, step by step</source>
            <translation>逐步损失</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Add a folder of photos</source>
            <translation>添加照片文件夹</translation>
        </message>
        <message>
            <source>{}, {} selected</source>
            <translation>{}，已选择 {}</translation>
        </message>
    </context>
    <context>
        <name>MapView</name>
        <message>
            <source>Map</source>
            <translation>地图</translation>
        </message>
        <message>
            <source>Map of {}</source>
            <translation>{} 的地图</translation>
        </message>
    </context>
    <context>
        <name>MarkRow</name>
        <message>
            <source>Favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Make a favourite</source>
            <translation>设为收藏</translation>
        </message>
        <message>
            <source>No favourite any more</source>
            <translation>取消收藏</translation>
        </message>
        <message>
            <source>Rate {}</source>
            <translation>评为 {}</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>拒绝</translation>
        </message>
        <message>
            <source>Rejected no more</source>
            <translation>不再拒绝</translation>
        </message>
        <message>
            <source>Their ratings or flags differ</source>
            <translation>评分或标记不一致</translation>
        </message>
    </context>
    <context>
        <name>ModelCard</name>
        <message>
            <source>, about {} left</source>
            <translation>，大约还需 {}</translation>
        </message>
        <message>
            <source>Download…</source>
            <translation>下载…</translation>
        </message>
        <message>
            <source>Go on…</source>
            <translation>继续…</translation>
        </message>
        <message>
            <source>It has seen {:,} of {:,} photos{}; until then the other one answers.</source>
            <translation>已处理 {:,} / {:,} 张照片{}；在此之前由另一个编码器应答。</translation>
        </message>
        <message>
            <source>Knows {:,} of {:,} photos ({:,.1f} MB).</source>
            <translation>已知 {:,} / {:,} 张照片 ({:,.1f} MB)。</translation>
        </message>
        <message>
            <source>Progress of {}</source>
            <translation>{} 的进度</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>移除…</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Use</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Use now</source>
            <translation>立即使用</translation>
        </message>
        <message>
            <source>added by you</source>
            <translation>由您添加</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>正在应答</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>已损坏</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>内置</translation>
        </message>
        <message>
            <source>downloaded</source>
            <translation>已下载</translation>
        </message>
        <message>
            <source>many languages</source>
            <translation>多语言</translation>
        </message>
        <message>
            <source>not downloaded</source>
            <translation>未下载</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>已移除</translation>
        </message>
        <message>
            <source>takes over soon</source>
            <translation>即将接替</translation>
        </message>
        <message>
            <source>{:,.0f} MB have arrived already.</source>
            <translation>已收到 {:,.0f} MB。</translation>
        </message>
        <message>
            <source>{:,.0f} of {:,.0f} MB{}{}</source>
            <translation>{:,.0f} / {:,.0f} MB{}{}</translation>
        </message>
        <message>
            <source>{:,.1f} MB of them are from earlier weights.</source>
            <translation>其中 {:,.1f} MB 来自较早的权重。</translation>
        </message>
        <message>
            <source>{:,} dimensions</source>
            <translation>{:,} 维</translation>
        </message>
    </context>
    <context>
        <name>ModelsPanel</name>
        <message>
            <source>Add a folder with a model</source>
            <translation>添加含模型的文件夹</translation>
        </message>
        <message>
            <source>Add a folder with a model…</source>
            <translation>添加含模型的文件夹…</translation>
        </message>
        <message>
            <source>Asking the engine…</source>
            <translation>正在询问引擎…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the embeddings of {}?</source>
            <translation>移除 {} 的向量？</translation>
        </message>
        <message>
            <source>Remove {} from this computer?</source>
            <translation>从此电脑移除 {}？</translation>
        </message>
        <message>
            <source>{:,.0f} MB are free.</source>
            <translation>可用空间 {:,.0f} MB。</translation>
        </message>
        <message>
            <source>{:,.0f} MB become free. Your tags and what you decided stay.</source>
            <translation>将释放 {:,.0f} MB。您的标签和决定会保留。</translation>
        </message>
        <message>
            <source>{:,.1f} MB become free. Photos have to be embedded again before it can be used.</source>
            <translation>将释放 {:,.1f} MB。再次使用前需要重新处理照片。</translation>
        </message>
    </context>
    <context>
        <name>Navigator</name>
        <message>
            <source>Similar to {}</source>
            <translation>与 {} 相似</translation>
        </message>
        <message>
            <source>this photo</source>
            <translation>这张照片</translation>
        </message>
    </context>
    <context>
        <name>OfferPopup</name>
        <message>
            <source>-word: less like this    "two words": one phrase    Tab: complete</source>
            <translation>-词：少一些此类    "两个词"：一个短语    Tab：补全</translation>
        </message>
        <message>
            <source>Completions</source>
            <translation>补全建议</translation>
        </message>
    </context>
    <context>
        <name>Pane</name>
        <message>
            <source>Compare without this photo</source>
            <translation>比较时去掉这张照片</translation>
        </message>
    </context>
    <context>
        <name>Personal</name>
        <message>
            <source>Another encoder is in use now. It can learn your words anew in seconds.</source>
            <translation>现在使用的是另一个编码器。它可以在几秒内重新学习您的词语。</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>个性化</translation>
        </message>
        <message>
            <source>Show the report</source>
            <translation>显示报告</translation>
        </message>
        <message>
            <source>Since the last personalizing you rejected clearly more suggestions than before, so {now}.</source>
            <translation>自上次个性化以来，您拒绝的建议明显增多，因此{now}。</translation>
        </message>
        <message>
            <source>Use it all the same</source>
            <translation>仍然使用</translation>
        </message>
        <message>
            <source>searches are as they were before personalizing</source>
            <translation>搜索已恢复到个性化之前的状态</translation>
        </message>
        <message>
            <source>the version before is in use again</source>
            <translation>已重新使用之前的版本</translation>
        </message>
        <message>
            <source>{count} new answers: photoclip can learn your words from them now.</source>
            <translation>{count} 个新回答：photoclip 现在可以从中学习您的词语。</translation>
        </message>
    </context>
    <context>
        <name>PersonalPage</name>
        <message>
            <source> and from {count} captions of yours</source>
            <translation>，以及您的 {count} 条说明</translation>
        </message>
        <message>
            <source>; {count} answers are new since it last did</source>
            <translation>；其中 {count} 个回答是上次之后新增的</translation>
        </message>
        <message>
            <source>Another encoder is in use since you last personalized. What was learnt for the other one stays with it; for this one it has to be learnt anew, in seconds.</source>
            <translation>自上次个性化以来已换用另一个编码器。为前者学到的内容仍归前者；为当前编码器需要在几秒内重新学习。</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about one tag</source>
            <translation>将从关于一个标签的 {answers} 个回答中学习</translation>
        </message>
        <message>
            <source>It will learn from {answers} answers about {tags} tags</source>
            <translation>将从关于 {tags} 个标签的 {answers} 个回答中学习</translation>
        </message>
        <message>
            <source>Learns on this machine, in seconds. It is kept only if photos held out from learning are found better, and you can go back at once.</source>
            <translation>在本机学习，只需几秒。只有当留出的照片被找得更准时才会保留，而且可以随时恢复。</translation>
        </message>
        <message>
            <source>Not enough yet: {names}.</source>
            <translation>还不够：{names}。</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>个性化</translation>
        </message>
        <message>
            <source>Personalize again</source>
            <translation>再次个性化</translation>
        </message>
        <message>
            <source>Personalize now</source>
            <translation>立即个性化</translation>
        </message>
        <message>
            <source>Personalized {when}</source>
            <translation>个性化于 {when}</translation>
        </message>
        <message>
            <source>The engine is not running; learning has to wait until it is back.</source>
            <translation>引擎未运行；需等它恢复后才能学习。</translation>
        </message>
        <message>
            <source>Too few answers to prove that it helps: {count} more for “{tag}” would do. Until then you are asked whether to keep what it learns.</source>
            <translation>回答太少，无法证明有帮助：“{tag}”再有 {count} 个即可。在此之前会询问您是否保留学到的内容。</translation>
        </message>
        <message>
            <source>Use none of them</source>
            <translation>都不使用</translation>
        </message>
        <message>
            <source>VERSIONS</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>You can go on working. Whatever was in use stays in use until the end.</source>
            <translation>您可以继续工作。结束之前仍使用原有版本。</translation>
        </message>
        <message>
            <source>photoclip can learn your own words: the name of a dog, a house, a kind of photo. Select some photos, press Ctrl+T and type the word; four photos of a word are enough to begin with, ten are better. Or take over the keywords that your photos have already: File, Import keywords.</source>
            <translation>photoclip 可以学习您自己的词语：狗的名字、一栋房子、一类照片。选中几张照片，按 Ctrl+T 并输入词语；一个词有四张照片即可开始，十张更好。也可以采用照片中已有的关键词：文件，导入关键词。</translation>
        </message>
        <message>
            <source>{count} more for “{tag}”</source>
            <translation>“{tag}”还差 {count} 个</translation>
        </message>
    </context>
    <context>
        <name>PhotoCanvas</name>
        <message>
            <source>Photo</source>
            <translation>照片</translation>
        </message>
    </context>
    <context>
        <name>PhotoCommands</name>
        <message>
            <source>Put into an album</source>
            <translation>放入相册</translation>
        </message>
        <message>
            <source>The name of the album, a new one or one of yours, for {}:</source>
            <translation>相册名称（新的或已有的），用于 {}：</translation>
        </message>
    </context>
    <context>
        <name>PhotoGrid</name>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
    </context>
    <context>
        <name>PhotoModel</name>
        <message>
            <source>Found by {reasons}</source>
            <translation>匹配依据：{reasons}</translation>
        </message>
        <message>
            <source>The file is gone since this was last looked at.</source>
            <translation>自上次查看后文件已不存在。</translation>
        </message>
        <message>
            <source>{count} photos that look alike</source>
            <translation>{count} 张看起来相似的照片</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Double click: open with its program</source>
            <translation>双击：用默认程序打开</translation>
        </message>
    </context>
    <context>
        <name>PieceCard</name>
        <message>
            <source>Go on</source>
            <translation>继续</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>已暂停</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>for {}</source>
            <translation>已 {}</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>Activity</source>
            <translation>活动</translation>
        </message>
        <message>
            <source>Albums</source>
            <translation>相册</translation>
        </message>
        <message>
            <source>All photos</source>
            <translation>所有照片</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>重复照片</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Missing</source>
            <translation>缺失</translation>
        </message>
        <message>
            <source>Needs attention</source>
            <translation>需要注意</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>个性化</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>Recently added</source>
            <translation>最近添加</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>审阅</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>工具</translation>
        </message>
    </context>
    <context>
        <name>PlaceMenu</name>
        <message>
            <source>Delete this album</source>
            <translation>删除此相册</translation>
        </message>
        <message>
            <source>Delete this tag</source>
            <translation>删除此标签</translation>
        </message>
        <message>
            <source>Take this folder out of the library</source>
            <translation>从图库移除此文件夹</translation>
        </message>
    </context>
    <context>
        <name>PlacesPage</name>
        <message>
            <source>All photos</source>
            <translation>所有照片</translation>
        </message>
        <message>
            <source>Countries and towns</source>
            <translation>国家和城镇</translation>
        </message>
        <message>
            <source>Farther</source>
            <translation>缩小</translation>
        </message>
        <message>
            <source>Nearer</source>
            <translation>放大</translation>
        </message>
        <message>
            <source>No photo says where it was taken</source>
            <translation>没有照片记录拍摄地点</translation>
        </message>
        <message>
            <source>Phones and some cameras write the position into their photos. Such photos appear here on a map that needs no connection.</source>
            <translation>手机和部分相机会在照片中写入位置。这些照片会显示在这张无需联网的地图上。</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>{} with a position</source>
            <translation>{} 有位置信息</translation>
        </message>
    </context>
    <context>
        <name>PlacesTour</name>
        <message>
            <source>Finding the names of the places…</source>
            <translation>正在查找地点名称…</translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message>
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>分类</translation>
        </message>
    </context>
    <context>
        <name>ProblemModel</name>
        <message>
            <source>File</source>
            <translation>文件</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>ProblemsPage</name>
        <message>
            <source> Try again</source>
            <translation> 重试</translation>
        </message>
        <message>
            <source>Every file could be read.</source>
            <translation>所有文件均可读取。</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>无法读取的文件</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>问题</translation>
        </message>
        <message>
            <source>These files could not be read, so they cannot be shown or found. They were not changed. Double click shows one in its folder.</source>
            <translation>这些文件无法读取，因此无法显示或查找。它们没有被更改。双击可在文件夹中显示。</translation>
        </message>
        <message>
            <source>Try to read these files again</source>
            <translation>重新尝试读取这些文件</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>about {} left</source>
            <translation>约剩 {}</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>{} / {}</translation>
        </message>
        <message>
            <source>{} per second</source>
            <translation>每秒 {}</translation>
        </message>
    </context>
    <context>
        <name>ProgressStrip</name>
        <message>
            <source>Go on reading photos</source>
            <translation>继续读取照片</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>Pause reading photos</source>
            <translation>暂停读取照片</translation>
        </message>
        <message>
            <source>Paused. {}</source>
            <translation>已暂停。{}</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
    </context>
    <context>
        <name>ReportView</name>
        <message>
            <source>Better</source>
            <translation>更好</translation>
        </message>
        <message>
            <source>Better, and in use</source>
            <translation>更好，已启用</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>How well photos held out from learning are found, before ○, after ●; 1 is perfect</source>
            <translation>留出照片的查找效果，之前 ○，之后 ●；1 为完美</translation>
        </message>
        <message>
            <source>It cannot be proven yet</source>
            <translation>尚无法证明</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Keep anyway</source>
            <translation>仍然保留</translation>
        </message>
        <message>
            <source>Kept without proof</source>
            <translation>未经证明而保留</translation>
        </message>
        <message>
            <source>Not better, so nothing was changed</source>
            <translation>没有更好，因此未作更改</translation>
        </message>
        <message>
            <source>Not enough yet</source>
            <translation>还不够</translation>
        </message>
        <message>
            <source>On average over the tags: {before} before, {after} after.</source>
            <translation>各标签平均：之前 {before}，之后 {after}。</translation>
        </message>
        <message>
            <source>Other searches keep {share} of their first photos.</source>
            <translation>其他搜索保留了 {share} 的首批照片。</translation>
        </message>
        <message>
            <source>Revert</source>
            <translation>恢复</translation>
        </message>
        <message>
            <source>The best of what was tried: {tried}, against {before} before.</source>
            <translation>尝试中的最佳结果：{tried}，之前为 {before}。</translation>
        </message>
        <message>
            <source>{count} answers, {seconds} seconds.</source>
            <translation>{count} 个回答，{seconds} 秒。</translation>
        </message>
    </context>
    <context>
        <name>Results</name>
        <message>
            <source>An album that always shows what answers “{text}”. Its name:</source>
            <translation>始终显示“{text}”结果的相册。名称：</translation>
        </message>
        <message>
            <source>Keep as a tag</source>
            <translation>保存为标签</translation>
        </message>
        <message>
            <source>Save this search</source>
            <translation>保存此搜索</translation>
        </message>
        <message>
            <source>Search for something first, then save the search.</source>
            <translation>请先搜索，再保存搜索。</translation>
        </message>
        <message>
            <source>The tag is confirmed for {more} and rejected for {less}, which teaches the machine. Its name:</source>
            <translation>该标签将对 {more}确认、对 {less}拒绝，机器会从中学习。名称：</translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Click away the photos that “{tag}” does not fit, then confirm the rest.</source>
            <translation>单击去掉不适合“{tag}”的照片，然后确认其余的。</translation>
        </message>
        <message>
            <source>Confirm {yes}</source>
            <translation>确认 {yes}</translation>
        </message>
        <message>
            <source>Confirm {yes}, reject {no}</source>
            <translation>确认 {yes}，拒绝 {no}</translation>
        </message>
        <message>
            <source>Full screen (F11)</source>
            <translation>全屏 (F11)</translation>
        </message>
        <message>
            <source>Many at once</source>
            <translation>批量</translation>
        </message>
        <message>
            <source>None of these</source>
            <translation>都不是</translation>
        </message>
        <message>
            <source>None of these fits</source>
            <translation>都不合适</translation>
        </message>
        <message>
            <source>One by one</source>
            <translation>逐个</translation>
        </message>
        <message>
            <source>Reject {no}</source>
            <translation>拒绝 {no}</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>审阅</translation>
        </message>
        <message>
            <source>Skip these</source>
            <translation>跳过这些</translation>
        </message>
        <message>
            <source>The most certain first: click away the wrong ones</source>
            <translation>最确定的在前：单击去掉错误的</translation>
        </message>
        <message>
            <source>The most uncertain first: each answer teaches most</source>
            <translation>最不确定的在前：每个回答最有价值</translation>
        </message>
        <message>
            <source>{count} left</source>
            <translation>剩余 {count}</translation>
        </message>
    </context>
    <context>
        <name>Runs</name>
        <message>
            <source>The engine stopped while it was learning; nothing changed.</source>
            <translation>学习期间引擎停止；没有任何更改。</translation>
        </message>
    </context>
    <context>
        <name>Scrubber</name>
        <message>
            <source>Scroll through time</source>
            <translation>按时间滚动</translation>
        </message>
    </context>
    <context>
        <name>SearchBar</name>
        <message>
            <source>Describe a photo: dog on a beach, red car -people, tag:family …</source>
            <translation>描述一张照片：dog on a beach, red car -people, tag:family …</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>Use what was probably meant</source>
            <translation>使用可能的本意</translation>
        </message>
        <message>
            <source>Use “{word}”  (Tab)</source>
            <translation>使用“{word}”  (Tab)</translation>
        </message>
    </context>
    <context>
        <name>SearchPart</name>
        <message>
            <source>The picture cannot be kept: {}</source>
            <translation>无法保存图片：{}</translation>
        </message>
        <message>
            <source>The picture cannot be used: {}</source>
            <translation>无法使用图片：{}</translation>
        </message>
    </context>
    <context>
        <name>SearchTools</name>
        <message>
            <source>A to Z</source>
            <translation>A 到 Z</translation>
        </message>
        <message>
            <source>Best match first</source>
            <translation>最佳匹配在前</translation>
        </message>
        <message>
            <source>Forget</source>
            <translation>忘记</translation>
        </message>
        <message>
            <source>Keep as a tag…</source>
            <translation>保存为标签…</translation>
        </message>
        <message>
            <source>Less like these</source>
            <translation>减少此类</translation>
        </message>
        <message>
            <source>More like these</source>
            <translation>更多此类</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>最新在前</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>最早在前</translation>
        </message>
        <message>
            <source>Order of the results</source>
            <translation>结果顺序</translation>
        </message>
        <message>
            <source>Save as album…</source>
            <translation>存为相册…</translation>
        </message>
        <message>
            <source>Z to A</source>
            <translation>Z 到 A</translation>
        </message>
        <message>
            <source>less like {photos}</source>
            <translation>少一些类似 {photos}的</translation>
        </message>
        <message>
            <source>more like {photos}</source>
            <translation>多一些类似 {photos}的</translation>
        </message>
    </context>
    <context>
        <name>SensitiveSection</name>
        <message>
            <source>Blur sensitive photos</source>
            <translation>模糊敏感照片</translation>
        </message>
        <message>
            <source>Photos that not everybody should see are recognised on this computer, and shown blurred. What was recognised wrongly can be corrected for each photo.</source>
            <translation>不宜公开的照片在本机识别，并以模糊方式显示。识别错误可逐张更正。</translation>
        </message>
        <message>
            <source>Searching for is:sensitive finds all of them.</source>
            <translation>搜索 is:sensitive 可找到全部此类照片。</translation>
        </message>
        <message>
            <source>Sensitive photos</source>
            <translation>敏感照片</translation>
        </message>
    </context>
    <context>
        <name>Sidebar</name>
        <message>
            <source>Drop photos here</source>
            <translation>将照片拖到这里</translation>
        </message>
        <message>
            <source>Drop photos here to make an album of them</source>
            <translation>将照片拖到此处以创建相册</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>This folder cannot be seen now.</source>
            <translation>当前无法访问此文件夹。</translation>
        </message>
    </context>
    <context>
        <name>SimilarStrip</name>
        <message>
            <source>Similar photos</source>
            <translation>相似照片</translation>
        </message>
    </context>
    <context>
        <name>SingleView</name>
        <message>
            <source>Confirm</source>
            <translation>确认</translation>
        </message>
        <message>
            <source>Does “{tag}” fit {photo}?</source>
            <translation>“{tag}”适合 {photo} 吗？</translation>
        </message>
        <message>
            <source>How sure the machine is</source>
            <translation>机器的把握</translation>
        </message>
        <message>
            <source>Reject</source>
            <translation>拒绝</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>跳过</translation>
        </message>
        <message>
            <source>Space</source>
            <translation>空格</translation>
        </message>
        <message>
            <source>Take back the last answer (Z)</source>
            <translation>撤回上一个回答 (Z)</translation>
        </message>
        <message>
            <source>{chance} sure</source>
            <translation>把握 {chance}</translation>
        </message>
        <message>
            <source>· confirmed</source>
            <translation>· 已确认</translation>
        </message>
        <message>
            <source>· rejected</source>
            <translation>· 已拒绝</translation>
        </message>
    </context>
    <context>
        <name>StatesDialog</name>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>Blurry</source>
            <translation>模糊</translation>
        </message>
        <message>
            <source>Document</source>
            <translation>文档</translation>
        </message>
        <message>
            <source>How it is</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>收据</translation>
        </message>
        <message>
            <source>Screenshot</source>
            <translation>截图</translation>
        </message>
        <message>
            <source>Sensitive</source>
            <translation>敏感</translation>
        </message>
        <message>
            <source>What was recognised about {photos}. Your word outweighs the machine's, and stays.</source>
            <translation>对 {photos}的识别结果。您的判断优先于机器，并会保留。</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>not looked at yet</source>
            <translation>尚未查看</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>{some} of {all}</source>
            <translation>{some} / {all}</translation>
        </message>
        <message>
            <source>…</source>
            <translation>…</translation>
        </message>
    </context>
    <context>
        <name>SuggestDialog</name>
        <message>
            <source> % sure</source>
            <translation> % 把握</translation>
        </message>
        <message>
            <source>Add a file…</source>
            <translation>添加文件…</translation>
        </message>
        <message>
            <source>Add a vocabulary file</source>
            <translation>添加词汇文件</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>所有文件 (*)</translation>
        </message>
        <message>
            <source>For which photos</source>
            <translation>针对哪些照片</translation>
        </message>
        <message>
            <source>Further words</source>
            <translation>更多词语</translation>
        </message>
        <message>
            <source>How sure, in percent</source>
            <translation>把握，百分比</translation>
        </message>
        <message>
            <source>Look beforehand</source>
            <translation>预先查看</translation>
        </message>
        <message>
            <source>Such tags are kept apart from yours; a stricter setting takes them back, and so does Undo.</source>
            <translation>此类标签与您自己的分开保存；更严格的设置会撤回它们，撤销也可以。</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>建议标签</translation>
        </message>
        <message>
            <source>Tag at once what is nearly certain</source>
            <translation>立即添加几乎确定的标签</translation>
        </message>
        <message>
            <source>Tag at once, without a review, what is at least</source>
            <translation>不经查看立即添加，至少</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Take the vocabulary file out</source>
            <translation>移除词汇文件</translation>
        </message>
        <message>
            <source>Text files (*.txt)</source>
            <translation>文本文件 (*.txt)</translation>
        </message>
        <message>
            <source>Text files with one tag a line can add words of your own field.</source>
            <translation>每行一个标签的文本文件可以添加您所在领域的词语。</translation>
        </message>
        <message>
            <source>The photos are compared with your tags and about a thousand common words. Nothing is tagged: you say yes or no in the review.</source>
            <translation>照片会与您的标签以及约一千个常用词比较。不会直接添加标签：由您在查看时决定是或否。</translation>
        </message>
        <message>
            <source>Vocabulary files</source>
            <translation>词汇文件</translation>
        </message>
    </context>
    <context>
        <name>SuggestedCaptions</name>
        <message>
            <source>The engine is not running; try again when it is back.</source>
            <translation>搜索引擎未运行；恢复后请重试。</translation>
        </message>
        <message>
            <source>The photo could not be read.</source>
            <translation>无法读取这张照片。</translation>
        </message>
        <message>
            <source>This photo cannot be captioned now.</source>
            <translation>现在无法为这张照片写说明。</translation>
        </message>
    </context>
    <context>
        <name>SuggestionLine</name>
        <message>
            <source>“{tag}” does not fit (N)</source>
            <translation>“{tag}”不合适 (N)</translation>
        </message>
        <message>
            <source>“{tag}” fits (Y)</source>
            <translation>“{tag}”合适 (Y)</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsSection</name>
        <message>
            <source>Confirmed</source>
            <translation>已确认</translation>
        </message>
        <message>
            <source>Every tag has a threshold of its own: how far a photo must stand out from the others before the tag is suggested. It moves with your answers in the review.</source>
            <translation>每个标签都有自己的阈值：照片要比其他照片突出多少才会建议该标签。它会随您查看时的回答变化。</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>已拒绝</translation>
        </message>
        <message>
            <source>Suggested</source>
            <translation>已建议</translation>
        </message>
        <message>
            <source>Suggestions</source>
            <translation>建议</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>Tags and their thresholds</source>
            <translation>标签及其阈值</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>阈值</translation>
        </message>
    </context>
    <context>
        <name>TagLine</name>
        <message>
            <source>Add a tag</source>
            <translation>添加标签</translation>
        </message>
    </context>
    <context>
        <name>TagTable</name>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>Before and after, tag by tag</source>
            <translation>逐个标签的前后对比</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>变化</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>标签</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>未测试</translation>
        </message>
    </context>
    <context>
        <name>TrashDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Move to the trash</source>
            <translation>移到回收站</translation>
        </message>
        <message>
            <source>Move {} to the trash?</source>
            <translation>将 {} 移到回收站？</translation>
        </message>
        <message>
            <source>The files go to the trash of this computer, where you can restore them. Undo brings back tags, albums and ratings, but not the files themselves: restore those from the trash, and they are as they were.</source>
            <translation>文件会移到此电脑的回收站，您可以在那里恢复它们。撤销会恢复标签、相册和评分，但不会恢复文件本身：从回收站恢复文件后，一切如初。</translation>
        </message>
    </context>
    <context>
        <name>VeilCover</name>
        <message>
            <source>Show it</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Show the sensitive photo</source>
            <translation>显示敏感照片</translation>
        </message>
        <message>
            <source>This photo may be sensitive.</source>
            <translation>这张照片可能包含敏感内容。</translation>
        </message>
    </context>
    <context>
        <name>VersionTable</name>
        <message>
            <source>After</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>Answers</source>
            <translation>回答</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>之前</translation>
        </message>
        <message>
            <source>In use</source>
            <translation>使用中</translation>
        </message>
        <message>
            <source>Learnt</source>
            <translation>学习时间</translation>
        </message>
        <message>
            <source>Not better</source>
            <translation>没有更好</translation>
        </message>
        <message>
            <source>Not proven</source>
            <translation>未证明</translation>
        </message>
        <message>
            <source>Too little</source>
            <translation>太少</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Use the version of {when}</source>
            <translation>使用 {when} 的版本</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>版本</translation>
        </message>
    </context>
    <context>
        <name>ViewCommands</name>
        <message>
            <source>Colours: {}</source>
            <translation>颜色：{}</translation>
        </message>
        <message>
            <source>as the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>light</source>
            <translation>浅色</translation>
        </message>
    </context>
    <context>
        <name>Viewer</name>
        <message>
            <source>Actual size</source>
            <translation>实际大小</translation>
        </message>
        <message>
            <source>Back to the photos</source>
            <translation>返回照片</translation>
        </message>
        <message>
            <source>Fit</source>
            <translation>适合窗口</translation>
        </message>
        <message>
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>下一张照片</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>照片</translation>
        </message>
        <message>
            <source>Photo {}</source>
            <translation>照片 {}</translation>
        </message>
        <message>
            <source>Previous photo</source>
            <translation>上一张照片</translation>
        </message>
        <message>
            <source>The original cannot be read now.</source>
            <translation>当前无法读取原文件。</translation>
        </message>
        <message>
            <source>This photo cannot be shown now: its file cannot be read.</source>
            <translation>当前无法显示此照片：其文件无法读取。</translation>
        </message>
        <message>
            <source>{} of {}</source>
            <translation>第 {} 张，共 {} 张</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source> Choose a folder of photos…</source>
            <translation> 选择照片文件夹…</translation>
        </message>
        <message>
            <source>A folder of three dozen photos that came with photoclip</source>
            <translation>photoclip 自带的三十多张照片</translation>
        </message>
        <message>
            <source>Choose a folder of photos</source>
            <translation>选择照片文件夹</translation>
        </message>
        <message>
            <source>Everything stays on this computer. Your photos are opened only for reading, never moved, never changed.</source>
            <translation>一切都保留在这台电脑上。您的照片仅以只读方式打开，绝不移动或更改。</translation>
        </message>
        <message>
            <source>Find any photo by describing it</source>
            <translation>描述照片，即可找到它</translation>
        </message>
        <message>
            <source>Show photoclip where your photos are. It reads them where they lie, then you can search with your own words: a dog on a beach, red car at night, birthday cake.</source>
            <translation>告诉 photoclip 您的照片在哪里。它会在原处读取照片，之后您就可以用自己的话搜索：a dog on a beach, red car at night, birthday cake。</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>用示例照片试一试</translation>
        </message>
        <message>
            <source>or drop folders anywhere on this window</source>
            <translation>或将文件夹拖到此窗口的任意位置</translation>
        </message>
    </context>
    <context>
        <name>WordList</name>
        <message>
            <source>All words</source>
            <translation>所有词语</translation>
        </message>
        <message>
            <source>Words that are suggested</source>
            <translation>建议的词语</translation>
        </message>
    </context>
    <context>
        <name>WorkStrip</name>
        <message>
            <source>Progress of suggesting tags</source>
            <translation>建议标签的进度</translation>
        </message>
        <message>
            <source>Stop suggesting tags</source>
            <translation>停止建议标签</translation>
        </message>
    </context>
    <context>
        <name>WrittenCaption</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Generated by “{writer}”</source>
            <translation>由“{writer}”生成</translation>
        </message>
        <message>
            <source>Leave this caption</source>
            <translation>不采用这条说明</translation>
        </message>
        <message>
            <source>Let the encoder write one (K)</source>
            <translation>让编码器写一条 (K)</translation>
        </message>
        <message>
            <source>Suggest a caption</source>
            <translation>建议一条说明</translation>
        </message>
        <message>
            <source>Take this caption (Shift+K)</source>
            <translation>采用这条说明 (Shift+K)</translation>
        </message>
        <message>
            <source>Write no caption</source>
            <translation>不写说明</translation>
        </message>
        <message>
            <source>Writing a caption…</source>
            <translation>正在写说明…</translation>
        </message>
    </context>
    <context>
        <name>_Message</name>
        <message>
            <source>All done</source>
            <translation>全部完成</translation>
        </message>
        <message>
            <source>Another encoder answers now, and suggestions are each encoder's own. Let tags be suggested again: what you answered counts as before.</source>
            <translation>现在由另一个编码器应答，每个编码器有各自的建议。请重新建议标签：您的回答仍然有效。</translation>
        </message>
        <message>
            <source>Every answer makes the next suggestions of that word better.</source>
            <translation>每个回答都会让该词的后续建议更准。</translation>
        </message>
        <message>
            <source>Learn your words from what you answered</source>
            <translation>从您的回答中学习您的词语</translation>
        </message>
        <message>
            <source>Let tags be suggested for an album, a folder, a search or all photos. Here you then say yes or no; nothing is tagged before that.</source>
            <translation>可以为相册、文件夹、搜索结果或全部照片建议标签。之后在这里回答是或否；在此之前不会添加任何标签。</translation>
        </message>
        <message>
            <source>Look at the skipped ones again</source>
            <translation>再看一遍跳过的</translation>
        </message>
        <message>
            <source>Looking for suggestions…</source>
            <translation>正在查找建议…</translation>
        </message>
        <message>
            <source>Nothing waits for you</source>
            <translation>没有待处理的内容</translation>
        </message>
        <message>
            <source>Personalize</source>
            <translation>个性化</translation>
        </message>
        <message>
            <source>Personalize: learn from the answers</source>
            <translation>个性化：从回答中学习</translation>
        </message>
        <message>
            <source>Suggest tags</source>
            <translation>建议标签</translation>
        </message>
        <message>
            <source>Suggest tags…</source>
            <translation>建议标签…</translation>
        </message>
        <message>
            <source>The new encoder has suggested nothing yet</source>
            <translation>新编码器尚未给出建议</translation>
        </message>
        <message>
            <source>The suggestions cannot be shown</source>
            <translation>无法显示建议</translation>
        </message>
        <message>
            <source>You confirmed {yes} and rejected {no}.</source>
            <translation>您确认了 {yes} 个，拒绝了 {no} 个。</translation>
        </message>
        <message>
            <source>{count} skipped are still open.</source>
            <translation>还有 {count} 个跳过的未处理。</translation>
        </message>
    </context>
    <context>
        <name>_Running</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancel learning</source>
            <translation>取消学习</translation>
        </message>
        <message>
            <source>Gathering what you answered…</source>
            <translation>正在收集您的回答…</translation>
        </message>
        <message>
            <source>How far learning is</source>
            <translation>学习进度</translation>
        </message>
        <message>
            <source>Learning from everything…</source>
            <translation>正在从全部内容学习…</translation>
        </message>
        <message>
            <source>Looking whether it helps words that it never saw…</source>
            <translation>正在检查对未见过的词是否有帮助…</translation>
        </message>
        <message>
            <source>Making sure that it is not mere chance…</source>
            <translation>正在确认并非偶然…</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>Testing it on photos held out from learning…</source>
            <translation>正在用留出的照片测试…</translation>
        </message>
    </context>
    <context>
        <name>completion</name>
        <message>
            <source>A to Z</source>
            <translation>A 到 Z</translation>
        </message>
        <message>
            <source>a folder and everything below it</source>
            <translation>文件夹及其全部内容</translation>
        </message>
        <message>
            <source>a photo file to look like</source>
            <translation>要相似的照片文件</translation>
        </message>
        <message>
            <source>a place, as in near:51.5,-0.1~5km</source>
            <translation>地点，如 near:51.5,-0.1~5km</translation>
        </message>
        <message>
            <source>a state, as in is:favourite</source>
            <translation>状态，如 is:favourite</translation>
        </message>
        <message>
            <source>aperture, as in aperture:&lt;=2.8</source>
            <translation>光圈，如 aperture:&lt;=2.8</translation>
        </message>
        <message>
            <source>best match first</source>
            <translation>最佳匹配在前</translation>
        </message>
        <message>
            <source>bills and receipts</source>
            <translation>账单和收据</translation>
        </message>
        <message>
            <source>file names, as in name:IMG_2*</source>
            <translation>文件名，如 name:IMG_2*</translation>
        </message>
        <message>
            <source>file types, as in ext:heic</source>
            <translation>文件类型，如 ext:heic</translation>
        </message>
        <message>
            <source>files that are gone</source>
            <translation>已不存在的文件</translation>
        </message>
        <message>
            <source>files that cannot be read</source>
            <translation>无法读取的文件</translation>
        </message>
        <message>
            <source>flagged as rejected</source>
            <translation>标记为拒绝</translation>
        </message>
        <message>
            <source>focal length in mm, as in focal:24..70</source>
            <translation>焦距（毫米），如 focal:24..70</translation>
        </message>
        <message>
            <source>hidden behind a blur</source>
            <translation>以模糊方式隐藏</translation>
        </message>
        <message>
            <source>moving pictures</source>
            <translation>视频</translation>
        </message>
        <message>
            <source>newest first</source>
            <translation>最新在前</translation>
        </message>
        <message>
            <source>not sharp</source>
            <translation>不清晰</translation>
        </message>
        <message>
            <source>papers and text</source>
            <translation>文件和文字</translation>
        </message>
        <message>
            <source>photos of an album</source>
            <translation>相册中的照片</translation>
        </message>
        <message>
            <source>photos that have a tag</source>
            <translation>带有某标签的照片</translation>
        </message>
        <message>
            <source>photos with a short video</source>
            <translation>带有短视频的照片</translation>
        </message>
        <message>
            <source>pictures of a screen</source>
            <translation>屏幕截图</translation>
        </message>
        <message>
            <source>pixels across, as in width:&gt;=4000</source>
            <translation>宽度像素，如 width:&gt;=4000</translation>
        </message>
        <message>
            <source>pixels down, as in height:&gt;=3000</source>
            <translation>高度像素，如 height:&gt;=3000</translation>
        </message>
        <message>
            <source>searched before</source>
            <translation>搜索过</translation>
        </message>
        <message>
            <source>sensitivity, as in iso:&gt;=1600</source>
            <translation>感光度，如 iso:&gt;=1600</translation>
        </message>
        <message>
            <source>taken after, as in after:2019-06-30</source>
            <translation>拍摄于之后，如 after:2019-06-30</translation>
        </message>
        <message>
            <source>taken before, as in before:2020</source>
            <translation>拍摄于之前，如 before:2020</translation>
        </message>
        <message>
            <source>the camera's own format</source>
            <translation>相机原始格式</translation>
        </message>
        <message>
            <source>the camera, as in camera:fuji</source>
            <translation>相机，如 camera:fuji</translation>
        </message>
        <message>
            <source>the lens, as in lens:35mm</source>
            <translation>镜头，如 lens:35mm</translation>
        </message>
        <message>
            <source>the order, as in sort:date</source>
            <translation>顺序，如 sort:date</translation>
        </message>
        <message>
            <source>when it came into the library, as in added:7d</source>
            <translation>加入图库的时间，如 added:7d</translation>
        </message>
        <message>
            <source>when it was taken, as in date:2021-05</source>
            <translation>拍摄时间，如 date:2021-05</translation>
        </message>
        <message>
            <source>with a place</source>
            <translation>带有地点</translation>
        </message>
        <message>
            <source>without any tag</source>
            <translation>没有任何标签</translation>
        </message>
        <message>
            <source>your favourites</source>
            <translation>您的收藏</translation>
        </message>
        <message>
            <source>your stars, as in rating:&gt;=3</source>
            <translation>您的星级，如 rating:&gt;=3</translation>
        </message>
    </context>
</TS>
