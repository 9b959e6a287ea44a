import { CheckCheck, Download, Headphones, Lock, Pause, Play, RotateCcw, RotateCw } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Hearing } from '../../../shared/model/hearing.ts';
import type { Attachment } from '../../../shared/model/message.ts';
import { useText } from '../../i18n/text.tsx';
import { useFailureText } from '../../store/use-failure-text.ts';
import { Button } from '../../ui/button.tsx';
import { Chooser } from '../../ui/select.tsx';
import { saveAs } from '../../ui/save-as.ts';
import { HeardDialog } from './heard-dialog.tsx';
import { clockOf } from './recording.ts';
import { type Hearings, useHearing } from './use-hearing.ts';
import { type Playback, speeds, usePlayback } from './use-playback.ts';
import { type Recording, useRecording } from './use-recording.ts';
import styles from './voice-player.module.css';

interface VoiceProps {
  readonly recording: Attachment;
  readonly messageId: string;
  readonly conversationId: string;
}

const STEP_S = 5;

/** Before the claim nobody plays it: the hub gives its bytes to participants only (EV7). */
export const LockedVoice = ({ recording }: Pick<VoiceProps, 'recording'>): ReactNode => {
  const { t } = useText();
  return (
    <p className={styles['locked']}>
      <Lock aria-hidden="true" />
      <span>{t('voice.locked')}</span>
      {recording.durationMs !== undefined && <span>{clockOf(recording.durationMs / 1_000)}</span>}
    </p>
  );
};

export function Voice(props: VoiceProps): ReactNode {
  const { t } = useText();
  const recording = useRecording(props.recording);
  const hearing = useHearing(props);
  return (
    <div className={styles['voice']} role="group" aria-label={t('voice.label')}>
      <Loaded recording={recording} attachment={props.recording} hearing={hearing} />
      <Heard hearing={hearing} isUnplayable={recording.state === 'unplayable'} />
    </div>
  );
}

interface LoadedProps {
  readonly recording: Recording;
  readonly attachment: Attachment;
  readonly hearing: Hearings;
}

function Loaded({ recording, attachment, hearing }: LoadedProps): ReactNode {
  const { t } = useText();
  const failureText = useFailureText();
  switch (recording.state) {
    case 'loading':
      return <p className={styles['word']}>{t('attachment.loading')}</p>;
    case 'failed':
      return (
        <p role="alert" className={styles['problem']}>
          {failureText(recording.failure)}
        </p>
      );
    case 'unplayable':
      return (
        <div className={styles['unplayable']}>
          <p>{t('voice.unplayable')}</p>
          <Button isSmall onPress={() => saveAs(recording.url, attachment.name)}>
            <Download aria-hidden="true" />
            {t('attachment.save')}
          </Button>
        </div>
      );
    case 'ready':
      return <Player recording={recording} name={attachment.name} onAllPlayed={() => hearing.hear('played')} />;
  }
}

interface PlayerProps {
  readonly recording: Extract<Recording, { state: 'ready' }>;
  readonly name: string;
  readonly onAllPlayed: () => void;
}

function Player({ recording, name, onAllPlayed }: PlayerProps): ReactNode {
  const { t, number } = useText();
  const { url, durationS, peaks } = recording;
  const playback = usePlayback({ url, onAllPlayed });
  const { isPlaying, positionS, speed } = playback;
  const PlayIcon = isPlaying ? Pause : Play;
  return (
    <>
      <div className={styles['row']}>
        <Button
          look="primary"
          isIcon
          aria-label={t(isPlaying ? 'voice.pause' : 'voice.play')}
          onPress={playback.toggle}
        >
          <PlayIcon aria-hidden="true" />
        </Button>
        <div className={styles['wave']}>
          <Wave peaks={peaks} share={durationS === 0 ? 0 : positionS / durationS} />
          <Position playback={playback} durationS={durationS} />
        </div>
        <span className={styles['time']} aria-hidden="true">
          {clockOf(positionS)} / {clockOf(durationS)}
        </span>
      </div>
      <div className={styles['row']}>
        <Button isSmall look="plain" aria-label={t('voice.back')} onPress={() => playback.seek(positionS - STEP_S)}>
          <RotateCcw aria-hidden="true" />5 s
        </Button>
        <Button isSmall look="plain" aria-label={t('voice.forward')} onPress={() => playback.seek(positionS + STEP_S)}>
          <RotateCw aria-hidden="true" />5 s
        </Button>
        <Chooser
          label={t('voice.speed')}
          isLabelHidden
          value={String(speed)}
          options={speeds.map((each) => ({ value: String(each), label: `${number(each)}×` }))}
          onChange={(value) => playback.setSpeed(Number(value))}
        />
        <span className={styles['space']} />
        <Button isSmall look="plain" aria-label={t('voice.save')} onPress={() => saveAs(url, name)}>
          <Download aria-hidden="true" />
          {t('attachment.save')}
        </Button>
      </div>
    </>
  );
}

/** Where it stands, in words; ← and → go 5 s, ↑ and ↓ change the speed, the space bar plays. */
function Position({ playback, durationS }: { playback: Playback; durationS: number }): ReactNode {
  const { t } = useText();
  const spoken = (seconds: number): string =>
    t('voice.time', { minutes: Math.floor(seconds / 60), seconds: Math.floor(seconds % 60) });
  return (
    <input
      type="range"
      className={styles['position']}
      min={0}
      max={durationS}
      step={0.1}
      value={Math.min(playback.positionS, durationS)}
      aria-label={t('voice.position')}
      aria-valuetext={t('voice.position-of', { at: spoken(playback.positionS), whole: spoken(durationS) })}
      aria-keyshortcuts="Space ArrowLeft ArrowRight ArrowUp ArrowDown"
      onChange={(event) => playback.seek(Number(event.currentTarget.value))}
      onKeyDown={(event) => actOn(event, playback)}
    />
  );
}

function actOn(event: KeyboardEvent, playback: Playback): void {
  const { positionS } = playback;
  const actions: Readonly<Record<string, () => void>> = {
    ' ': playback.toggle,
    ArrowLeft: () => playback.seek(positionS - STEP_S),
    ArrowRight: () => playback.seek(positionS + STEP_S),
    ArrowUp: () => playback.setSpeed(speedBeside(playback.speed, 1)),
    ArrowDown: () => playback.setSpeed(speedBeside(playback.speed, -1)),
  };
  const action = event.ctrlKey || event.altKey || event.metaKey ? undefined : actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

function speedBeside(speed: number, step: 1 | -1): number {
  const index = speeds.findIndex((each) => each === speed) + step;
  return speeds[Math.max(0, Math.min(index, speeds.length - 1))] ?? speed;
}

/** The same bars twice: the ones in front are cut off where it stands. */
function Wave({ peaks, share }: { peaks: readonly number[]; share: number }): ReactNode {
  const bars = peaks.map((peak, index) => {
    const height = Math.max(1.5, peak * 30);
    return `M${index + 0.5} ${16 - height / 2}v${height}`;
  });
  const path = <path d={bars.join('')} vectorEffect="non-scaling-stroke" />;
  const box = { viewBox: `0 0 ${peaks.length} 32`, preserveAspectRatio: 'none', 'aria-hidden': true } as const;
  return (
    <>
      <svg {...box}>{path}</svg>
      <svg {...box} className={styles['played']} style={{ clipPath: `inset(0 ${100 - share * 100}% 0 0)` }}>
        {path}
      </svg>
    </>
  );
}

/** Whether it was listened to, by whom and how; or what is still to be done. */
function Heard({ hearing, isUnplayable }: { hearing: Hearings; isUnplayable: boolean }): ReactNode {
  const { t } = useText();
  const [isAsking, setAsking] = useState(false);
  if (hearing.said === null && !hearing.isUnheard) return null;
  if (hearing.said !== null) {
    return (
      <p className={styles['word']}>
        <CheckCheck aria-hidden="true" />
        {hearing.said}
      </p>
    );
  }
  const mark = (how: Hearing): void => {
    setAsking(false);
    hearing.hear(how);
  };
  return (
    <div className={styles['row']}>
      <p className={styles['unheard']}>
        <Headphones aria-hidden="true" />
        {t(isUnplayable ? 'voice.unheard-unplayable' : 'voice.unheard')}
      </p>
      {hearing.canHear && (
        <Button isSmall onPress={() => setAsking(true)}>
          {t('voice.mark')}
        </Button>
      )}
      {isAsking && <HeardDialog onMark={mark} onClose={() => setAsking(false)} />}
    </div>
  );
}
