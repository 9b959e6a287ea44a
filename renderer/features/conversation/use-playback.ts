import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isAllPlayed } from './recording.ts';

export const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

export interface Playback {
  readonly isPlaying: boolean;
  readonly positionS: number;
  readonly speed: number;
  toggle(): void;
  seek(positionS: number): void;
  setSpeed(speed: number): void;
}

interface PlaybackOptions {
  readonly url: string | null;
  /** Called when all of it was played, every time that something more was. */
  readonly onAllPlayed: () => void;
}

/** Plays one recording; the pitch stays where it is at every speed. */
export function usePlayback({ url, onAllPlayed }: PlaybackOptions): Playback {
  const audio = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [positionS, setPosition] = useState(0);
  const [speed, setSpeed] = useState(1);
  const look = useEffectEvent((element: HTMLAudioElement) => {
    setPlaying(!element.paused && !element.ended);
    setPosition(element.currentTime);
    if (isAllPlayed(element.played, element.duration)) onAllPlayed();
  });

  useEffect(() => {
    if (url === null) return undefined;
    const element = new Audio(url);
    element.preservesPitch = true;
    audio.current = element;
    const onEvent = (): void => look(element);
    for (const event of lookedAt) element.addEventListener(event, onEvent);
    return () => {
      for (const event of lookedAt) element.removeEventListener(event, onEvent);
      element.pause();
      element.removeAttribute('src');
      element.load();
      audio.current = null;
    };
  }, [url]);

  return {
    isPlaying,
    positionS,
    speed,
    toggle: useCallback(() => {
      const element = audio.current;
      if (element === null) return;
      if (element.paused || element.ended) element.play().catch(() => setPlaying(false));
      else element.pause();
    }, []),
    seek: useCallback((to: number) => {
      const element = audio.current;
      if (element === null) return;
      element.currentTime = Math.max(0, Math.min(to, element.duration || 0));
      setPosition(element.currentTime);
    }, []),
    setSpeed: useCallback((next: number) => {
      setSpeed(next);
      if (audio.current === null) return;
      audio.current.playbackRate = next;
      audio.current.defaultPlaybackRate = next;
    }, []),
  };
}

const lookedAt = ['play', 'playing', 'pause', 'timeupdate', 'seeked', 'ended'] as const;
