import { fireEvent, render, screen } from '@testing-library/svelte';
import { beforeAll, expect, test, vi } from 'vitest';
import { locale } from '../../i18n/index.svelte';
import { ScriptedCore } from '../../ipc/scripted';
import { LinkState } from './link.svelte';
import OpenLinkScreen from './OpenLinkScreen.svelte';

beforeAll(async () => {
  await locale.start();
  await locale.finish();
});

test('the form leads back without opening anything, before its heading and by its own button', async () => {
  const core = new ScriptedCore('rest');
  const onback = vi.fn();
  render(OpenLinkScreen, {
    props: { state: new LinkState(core), name: 'Rosa Delgado', onback, onsaid: () => undefined },
  });
  const [first] = screen.getAllByRole('button');
  expect(first?.textContent.trim()).toBe('Back to share');
  await fireEvent.click(first as HTMLElement);
  expect(onback).toHaveBeenCalledOnce();
  expect(core.calls.filter(([name]) => name === 'open_link')).toHaveLength(0);
});
