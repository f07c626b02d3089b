import { transport } from '#transport';

export { transport };
export const call = transport.call.bind(transport);
export const onChanged = transport.onChanged.bind(transport);
