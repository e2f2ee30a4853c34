"""N: what was put right in reading submitted files, one note for each repair; nothing is guessed silently."""

from engine.model.codes.code import Codes, info

NOTES: Codes = {
    "N401": info("“{raw}”读作“{text}”：全角字符改为半角。", "'{raw}' is read as '{text}': full-width characters."),
    "N402": info(
        "“{raw}”读作“{text}”：去掉空格和不可见字符。", "'{raw}' is read as '{text}': blanks and invisible characters."
    ),
    "N403": info(
        "“{raw}”读作“{text}”：去掉表示文本的单引号。", "'{raw}' is read as '{text}': the apostrophe that marks text."
    ),
    "N404": info(
        "“{raw}”读作“{text}”：单位“{unit}”与单位列相同。",
        "'{raw}' is read as '{text}': its unit '{unit}' is that of the row.",
    ),
    "N405": info("年份“{raw}”读作 {text}。", "Year '{raw}' is read as {text}."),
    "N406": info("日期“{raw}”只取年份 {text}。", "Of the date '{raw}' only the year {text} is used."),
    "N407": info(
        "{raw} 读作 {text}：与 Excel 显示的 15 位有效数字一致。",
        "{raw} is read as {text}, its 15 digits as Excel shows them.",
    ),
    "N408": info(
        "百分数格式的单元格存的是 {raw}，读作 {text}%。",
        "The cell is formatted as a percentage and stores {raw}; read as {text}%.",
    ),
    "N409": info(
        "公式“{formula}”，采用文件中存下的结果 {text}。", "A formula, '{formula}'; its stored result {text} is used."
    ),
    "N410": info("合并单元格 {range}，本行采用“{text}”。", "Merged range {range}: '{text}' is used for this row."),
    "N411": info("隐藏的工作表，已照常读取。", "A hidden sheet, read like the others."),
    "N412": info("隐藏的行，已照常读取。", "A hidden row, read like the others."),
    "N413": info("隐藏的列，已照常读取。", "A hidden column, read like the others."),
    "N414": info("这张工作表没有读取：{why}", "This sheet was not read: {why}"),
    "N415": info(
        "后缀是 {suffix}，内容是{found}，按内容读取。",
        "The suffix is {suffix}, the content {found}; read by its content.",
    ),
    "N416": info(
        "目录中这个文件没有读取；如是统计数据，请直接指明它。",
        "This file of the folder was not read; if it holds figures, name it.",
    ),
    "N434": info(
        "“{text}”不是一个数（没有指标、年份和数值），略过本行。",
        "'{text}' is no figure (no indicator, year and value); the row was left out.",
    ),
    "N435": info("这个目录没有读取：{why}。", "This folder was not read: {why}."),
    "N417": info(
        "表头在第 {row} 行，其上各行作为标题略过。", "The header is row {row}; the rows above it are taken as titles."
    ),
    "N419": info("UNIT_MULT 为 {mult}：{raw} 读作 {text}。", "UNIT_MULT is {mult}: {raw} is read as {text}."),
    "N420": info("OBS_STATUS {raw}（{meaning}）读作{text}。", "OBS_STATUS {raw} ({meaning}) is read as {text}."),
    "N421": info("按版式说明 {layout} 略过本行（“{text}”）。", "Row left out as the layout {layout} says ('{text}')."),
    "N423": info(
        "另有 {count} 处同样的规整（{like}），没有逐一列出。",
        "{count} more repairs of the same kind ({like}) are not listed.",
    ),
    "N424": info("表头没有这一列，单元格没有读取。", "The header has no such column; the cell was not read."),
    "N425": info("重复的表头行，已略过。", "The header once more; left out."),
    "N427": info(
        "单元格格式“{shown}”显示的不是存下的数，采用存下的 {text}，请核对单位。",
        "By its format, '{shown}', the cell does not show the number that it stores; {text} as stored is used: "
        "check the unit.",
    ),
    "N428": info(
        "这份填报表按另一版规则生成，已按现行规则核对。",
        "The form was made by another version of the rules; it is held against those of today.",
    ),
    "N426": info(
        "{columns} 列只在收件箱自己的文件中有意义，没有采用。",
        "Columns {columns} mean something only in the inbox's own files; they are not used.",
    ),
    "N429": info(
        "{text} 存为单精度浮点数，只保证 6 位有效数字，可能与原数不同，请核对。",
        "{text} is stored with single precision, which keeps 6 digits only; check that it is the figure meant.",
    ),
}
