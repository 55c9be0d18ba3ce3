import { Rooms, type RoomView } from '@knutpunkt/contracts';
import { useAsk } from '../api/use-ask.js';

/** The rooms of the own organisation. Until they are known, or where they cannot be read, there are none to pick: the place is typed as ever. */
export const useRooms = (): readonly RoomView[] => useAsk(Rooms, {}).data?.items ?? [];
