import type { z } from 'zod';
import type { NetworkLayer } from '#shared/contract/deskCommands.ts';
import type { Host } from '../host.ts';

/** The layers of 未联网 as this host has them, in words a person can check. */
export function networkLayers(host: Host): readonly z.infer<typeof NetworkLayer>[] {
  const isApart = host.isWithoutInterfaces;
  return [
    {
      name: '页面',
      explanation: '窗口中的页面只能读取程序自己的文件，不能向任何地址发出请求，点对点通信已移除。',
      isInForce: true,
    },
    {
      name: '会话',
      explanation: '页面发出的每一个请求都由程序核对，不是程序自己的一律拒绝，并计数。',
      isInForce: true,
    },
    {
      name: '浏览器',
      explanation: '域名一律不解析，代理指向不存在的地址，更新、同步、检查和上报全部关闭。',
      isInForce: true,
    },
    {
      name: '程序',
      explanation: '业务程序不使用任何网络模块；一旦有代码建立连接或查询域名，立即报错停止。',
      isInForce: true,
    },
    {
      name: '系统',
      explanation: isApart
        ? '浏览器运行在没有网卡的隔离环境中。'
        : '本机系统不允许普通程序使用没有网卡的隔离环境，这一层没有启用，其余各层照常有效。',
      isInForce: isApart,
    },
  ];
}
