/** The words before the names become those of the stations: every publication that was there has the three it always had. */
export const publicationFlows = `
  UPDATE publications SET settings = json_remove(
    json_set(settings, '$.flow', json_array(
      json_object('kind', 'responsibleEditor',
        'label', coalesce(json_extract(settings, '$.signOffLabels.responsibleEditor'), '责任编辑')),
      json_object('kind', 'reviewer', 'label', coalesce(json_extract(settings, '$.signOffLabels.reviewer'), '审核')),
      json_object('kind', 'signer', 'label', coalesce(json_extract(settings, '$.signOffLabels.signer'), '签发'))
    )),
    '$.signOffLabels'
  );
`;
