import { expect, test } from 'vitest';
import { ScriptedCore, scriptedError } from '../../ipc/scripted';
import { titleLength, titleProblem } from './choice';
import { passcodeSeconds, ShareState } from './share.svelte';

async function made() {
  const core = new ScriptedCore('rest');
  const share = new ShareState(core);
  share.title = 'Health records';
  await share.make();
  const endsAt = Date.parse(share.current?.endsAt ?? '');
  return { core, share, endsAt };
}
const requests = (core: ScriptedCore) =>
  core.calls.filter(([name]) => name === 'create_share').map(([, request]) => request);

test('what was made is among the codes of before at once, also while something else is done', async () => {
  const { core, share } = await made();
  const asked = () => core.calls.filter(([name]) => name === 'past_shares').length;
  expect(asked()).toBeGreaterThan(0);
  const before = asked();
  const ending = share.done();
  await share.refresh(0);
  expect(asked()).toBe(before + 1);
  await ending;
});

test('everything sends no list; a choice sends what was chosen, in the page’s order', async () => {
  const { core, share } = await made();
  await share.done();
  share.everything = false;
  share.chosen = ['coverage', 'patient'];
  await share.make();
  expect(requests(core)).toEqual([
    { label: 'Health records', kinds: null },
    { label: 'Health records', kinds: ['patient', 'coverage'] },
  ]);
});

test('a title has 1 to 80 characters, counted as a person counts', () => {
  expect(titleProblem('   ')).toBe('empty');
  expect(titleProblem('a'.repeat(80))).toBeNull();
  expect(titleProblem('a'.repeat(81))).toBe('too-long');
  expect(titleLength('👩‍⚕️')).toBeGreaterThan(0);
  expect(titleLength('🙂🙂')).toBe(2);
});

test('nothing is made of nothing', async () => {
  const core = new ScriptedCore('rest');
  const share = new ShareState(core);
  share.everything = false;
  share.chosen = [];
  expect(await share.make()).toBe(false);
  expect(share.titleProblem).toBe('empty');
  expect(share.kindsProblem).toBe(true);
  expect(requests(core)).toEqual([]);
});

test('the passcode is asked for only when it is wanted, and covers itself', async () => {
  const { core, share } = await made();
  expect(core.calls.some(([name]) => name === 'show_passcode')).toBe(false);
  await share.showPasscode();
  expect(share.phase).toBe('passcode');
  expect(share.digits).toBe('481903');
  for (let second = 0; second < passcodeSeconds; second += 1) share.second();
  expect(share.digits).toBeNull();
  expect(share.phase).toBe('passcode');
  share.backToQr();
  expect(share.phase).toBe('live');
  expect(share.digits).toBeNull();
});

test('back to the QR code forgets the digits at once', async () => {
  const { share } = await made();
  await share.showPasscode();
  share.backToQr();
  expect(share.digits).toBeNull();
});

test('the countdown follows the app’s clock and drops picture and passcode at the end', async () => {
  const { share, endsAt } = await made();
  expect(share.tick(endsAt - 150_000)).toBeNull();
  expect(share.tick(endsAt - 119_500)).toBe(120);
  expect(share.tick(endsAt - 119_000)).toBeNull();
  expect(share.tick(endsAt - 59_000)).toBe(60);
  expect(share.tick(endsAt - 29_000)).toBe(30);
  await share.showPasscode();
  expect(share.tick(endsAt)).toBe('ended');
  expect(share.current).toBeNull();
  expect(share.digits).toBeNull();
  expect(share.phase).toBe('ended');
  expect(share.ended).not.toHaveProperty('qr');
  expect(share.tick(endsAt + 1000)).toBeNull();
});

test('a new QR code has the same choice, in one step', async () => {
  const { core, share, endsAt } = await made();
  share.tick(endsAt);
  await share.make();
  expect(share.phase).toBe('live');
  expect(requests(core)[1]).toEqual(requests(core)[0]);
});

test('a passcode that comes after the end is not shown', async () => {
  const { core, share, endsAt } = await made();
  core.delay = 2;
  const asking = share.showPasscode();
  share.tick(endsAt);
  await asking;
  expect(share.digits).toBeNull();
  expect(share.phase).toBe('ended');
});

test('a QR code made before is shown again with its own choice', async () => {
  const { core } = await made();
  const later = new ShareState(core);
  await later.refresh(core.now);
  expect(later.phase).toBe('live');
  expect(later.title).toBe('Health records');
});

test('what failed can be done again', async () => {
  const { core, share } = await made();
  core.failing.set('save_share_picture', scriptedError('could-not-save'));
  expect(await share.save()).toBeNull();
  expect(share.problem?.code).toBe('could-not-save');
  await share.again();
  expect(share.saved).toEqual({ name: 'Satchel QR code.png', folder: 'Pictures', as: 'picture' });
  expect(share.problem).toBeNull();
});

test('a QR code that could not be made anew leaves none on the screen', async () => {
  const { core, share } = await made();
  core.failing.set('create_share', scriptedError('network-trouble'));
  expect(await share.make()).toBe(false);
  expect(share.current).toBeNull();
  expect(share.phase).toBe('choose');
  expect(share.problem?.code).toBe('network-trouble');
  await share.again();
  expect(share.phase).toBe('live');
});

test('on a computer whose clock is off, the network’s clock counts', async () => {
  const { share, endsAt } = await made();
  if (!share.current) throw new Error('no share');
  share.current = { ...share.current, clockOffSeconds: 600 };
  expect(share.tick(endsAt - 601_000)).toBe(30);
  expect(share.tick(endsAt - 600_000)).toBe('ended');
});

test('each other way is asked for by name, and none brings the passcode', async () => {
  const { core, share } = await made();
  await share.copy();
  expect(share.copied).toBe(true);
  await share.saveDrawing();
  expect(share.saved?.name).toBe('Satchel QR code.svg');
  await share.savePage({ stops: 'Stops working at 7:47 PM', notes: ['Scan it.'] });
  expect(share.saved?.as).toBe('page');
  const asked = core.calls.slice(-3).map(([name]) => name);
  expect(asked).toEqual(['copy_share_link', 'save_share_drawing', 'save_share_page']);
  expect(JSON.stringify(core.calls)).not.toContain('481903');
  share.tick(Number.MAX_SAFE_INTEGER);
  expect(share.copied).toBe(false);
  expect(share.saved).toBeNull();
});

test('what was made before is listed', async () => {
  const { core, share } = await made();
  await share.refresh(core.now);
  expect(share.past.value?.map(({ label }) => label)).toContain('Health records');
});
