import type { PermissionView, PlaceView } from '../../ipc/generated';

type Line = { place: PlaceView; permission: PermissionView };

/** A year: as long as the strip of months. */
const strip = 365 * 86_400_000;
const order = { ended: 0, ends: 1, 'not-told': 2 };

/** The places with a permission: what has ended, what ends first, what nobody tells. */
export function permissions(places: readonly PlaceView[]): Line[] {
  const end = ({ permission }: Line) => (permission.is === 'ends' ? Date.parse(permission.at) : 0);
  return places
    .flatMap((place) => (place.permission ? [{ place, permission: place.permission }] : []))
    .sort((one, other) => order[one.permission.is] - order[other.permission.is] || end(one) - end(other));
}

/** How much of the strip is left until then, 0 to 1. */
export function share(at: string, now: number): number {
  return Math.min(1, Math.max(0, (Date.parse(at) - now) / strip));
}
