/** Stands where the id of an issue would: 统计. */
export const statisticsId = 'statistics';
