/**
 * Two-character words for reading a digest aloud, one for each value of a byte, written for this program: common words, no
 * character in two of them, and no two that sound alike without tones, be it to somebody to whom n, l and r, zh and z, ch
 * and c, sh and s, -ng and -n are one. What was once read to somebody has to read the same for good: the table is never changed.
 */
const words = `
  安静 柏树 白云 搬运 报纸 北斗 贝壳 蝙蝠 编辑 鞭炮 冰箱 玻璃 菠萝 菜刀 采访 裁缝
  彩虹 蚕丝 仓库 草原 茶杯 插座 唱戏 车站 衬衫 尘土 城墙 诚实 池塘 尺子 抽屉 厨师
  床单 窗帘 春风 刺猬 村庄 档案 岛屿 灯塔 堤坝 地图 东方 冬瓜 杜鹃 端午 对联 二胡
  耳环 法律 番茄 饭碗 翡翠 肥皂 粉笔 丰富 蜂蜜 感谢 港口 钢琴 高山 歌声 工人 公园
  挂钩 冠军 海洋 河流 和平 黑板 红枣 湖泊 蝴蝶 狐狸 葫芦 琥珀 护士 画家 花坛 话筒
  欢呼 黄昏 火柴 机场 鸡蛋 积木 吉他 肩膀 健康 酱油 奖状 胶带 教室 街道 戒指 金鱼
  骏马 咖啡 开关 孔雀 空调 喇叭 辣椒 拉链 蜡烛 蓝天 劳动 老虎 雷达 荔枝 莲藕 脸盆
  凉亭 猎豹 邻居 龙虾 楼梯 轮船 锣鼓 罗盘 骆驼 绿豆 旅馆 码头 蚂蚁 玫瑰 眉毛 煤炭
  门锁 秘密 棉被 面条 绵羊 蘑菇 茉莉 墨汁 牡丹 南极 柠檬 纽扣 牛奶 农民 排版 牌坊
  螃蟹 跑步 朋友 琵琶 苹果 屏幕 瀑布 扑克 葡萄 普通 企鹅 气球 前后 强壮 桥梁 清明
  蜻蜓 青蛙 秋叶 日历 扫帚 森林 沙漠 闪电 少年 生姜 胜利 绳索 石榴 食盐 收获 手套
  书包 水壶 松鼠 宿舍 太阳 汤圆 陶瓷 体操 田野 铁路 团结 陀螺 鸵鸟 围巾 微笑 卫星
  问候 文化 温暖 舞蹈 屋顶 梧桐 乌鸦 喜鹊 洗澡 夏夜 香蕉 橡皮 象棋 小麦 信封 芯片
  幸福 熊猫 休息 悬崖 学校 牙刷 烟囱 岩洞 眼镜 颜料 演员 杨柳 钥匙 衣柜 医院 银杏
  印章 婴儿 樱桃 鹦鹉 英雄 拥抱 勇敢 邮票 游泳 渔夫 玉米 雨伞 元旦 月亮 杂志 早晨
  责任 帐篷 针线 珍珠 整齐 芝麻 蜘蛛 钟表 中央 周末 竹笋 砖瓦 追赶 字典 走廊 嘴巴
`
  .trim()
  .split(/\s+/);

/** Words of a row that is read aloud. */
export const usualWords = 8;

/**
 * The first bytes of a digest (SM3, SHA-256, lower-case hex) as words, one word for eight bits. N words carry 8 × N bits: the
 * usual eight 64, which nobody meets by mistake, and which takes 2⁶⁴ tries to meet by intent; twelve carry 96, sixteen 128.
 * All of a digest takes 32. They are compared beside the digits and never in their place. Throws a RangeError where the
 * digest is shorter than what is asked for.
 */
export function digestWords(digest: string, count = usualWords): readonly string[] {
  const bytes = /^(?:[0-9a-f]{2})+$/.test(digest) ? digest.match(/../g) : null;
  if (!bytes || bytes.length < count) throw new RangeError(`no digest of ${count} bytes: ${digest}`);
  return bytes.slice(0, count).map((byte) => words[Number.parseInt(byte, 16)] ?? '');
}

/** The row as it stands in a line of text, in two halves. */
export function digestLine(digest: string): string {
  const row = digestWords(digest);
  return `${row.slice(0, row.length / 2).join(' ')}　${row.slice(row.length / 2).join(' ')}`;
}
