import { Menu, nativeImage, type NativeImage, Notification, Tray } from 'electron';
import { stayedText, trayMenu, type TrayAction, type TrayState, trayTip } from './menu.ts';
import { trayPicture } from './picture.ts';

export interface TrayDeps {
  state(): Pick<TrayState, 'language' | 'isShared' | 'isTaken'>;
  act(action: TrayAction): void;
}

/** Sizes in which desktops show it, and their doubles. */
const SIZES = [16, 22, 24, 32, 44, 48] as const;
const USUAL_SIZE = 22;

/** The icon in the notification area (NT5). Where a desktop has none, nothing is lost: the program is found as ever. */
export class TrayIcon {
  readonly #deps: TrayDeps;
  readonly #tray: Tray | null;
  #counts = { waiting: 0, mine: 0 };
  #hasTold = false;

  constructor(deps: TrayDeps) {
    this.#deps = deps;
    this.#tray = trayOrNone();
    this.#tray?.on('click', () => deps.act('open'));
    this.renew();
  }

  get isThere(): boolean {
    return this.#tray !== null;
  }

  count(counts: { readonly waiting: number; readonly mine: number }): void {
    this.#counts = counts;
    this.renew();
  }

  /** Another language, or somebody else sits there. */
  renew(): void {
    if (this.#tray === null) return;
    const state: TrayState = { ...this.#deps.state(), ...this.#counts };
    this.#tray.setImage(imageOf(state.waiting + state.mine));
    this.#tray.setToolTip(trayTip(state));
    this.#tray.setContextMenu(
      Menu.buildFromTemplate(
        trayMenu(state).map((line) =>
          line === null ? { type: 'separator' } : { label: line.label, click: () => this.#deps.act(line.action) },
        ),
      ),
    );
  }

  /** The window has gone, the program has not: said once. */
  stayed(): void {
    if (this.#hasTold || !Notification.isSupported()) return;
    this.#hasTold = true;
    new Notification({ title: 'Sportello', body: stayedText[this.#deps.state().language], silent: true }).show();
  }
}

function trayOrNone(): Tray | null {
  try {
    return new Tray(imageOf(0));
  } catch {
    return null;
  }
}

function imageOf(count: number): NativeImage {
  const image = nativeImage.createEmpty();
  for (const size of SIZES) {
    const scaleFactor = size / USUAL_SIZE;
    image.addRepresentation({ scaleFactor, width: size, height: size, buffer: png(size, count) });
  }
  return image;
}

const png = (size: number, count: number): Buffer =>
  nativeImage.createFromBitmap(trayPicture(size, count), { width: size, height: size }).toPNG();
