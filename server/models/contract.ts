import type { Language } from '../core/language.ts';

/** `speech`: a Vosk model; `language-model`: a GGUF file; `voice`: a Piper voice. */
export const modelKinds = ['speech', 'language-model', 'voice'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** `git-sha1`: the id git gives a file, SHA-1 over "blob <bytes>\0" and the content; Hugging Face states it for small files. */
export type DigestAlgorithm = 'md5' | 'sha256' | 'git-sha1';

export interface Digest {
  algorithm: DigestAlgorithm;
  /** Lower case. */
  hex: string;
}

/** A file at a publisher's. */
export interface OfferedFile {
  /** Its name in the model's folder; of an archive, its name while it is downloaded. */
  name: string;
  url: string;
  bytes: number;
  digest: Digest;
}

/** A model that a catalogue offers. */
export interface Offer {
  kind: ModelKind;
  /** The publisher's name, which becomes the folder's. */
  name: string;
  /** Empty for a language model: its catalogue does not say. */
  languages: readonly Language[];
  /** The publisher's word for how large it is: "small" or "big", "low" or "medium", "q4_0". */
  quality: string;
  /** The address of the catalogue. */
  source: string;
  files: readonly OfferedFile[];
  /** The one file is a zip archive, whose content becomes the folder. */
  archive: boolean;
  /** What of `files` people read before they take it. */
  cardName?: string;
  /** A page about it, where there is no card. */
  cardUrl?: string;
  /** Absent when only the card says. */
  licence?: string;
  /** The publisher keeps it for old users only. */
  obsolete: boolean;
}

export interface InstalledFile {
  /** Inside the folder, with "/". */
  path: string;
  bytes: number;
  sha256: string;
}

/** What installed.json in a model's folder holds. */
export interface InstalledRecord {
  version: 1;
  kind: ModelKind;
  name: string;
  languages: Language[];
  quality: string;
  /** An address, or the path of what was imported. */
  source: string;
  licence: string;
  card: string | null;
  /** UTC, ISO 8601. */
  installedAt: string;
  /** What was fetched, with the publisher's digests; empty when it was imported from disk. */
  fetched: { url: string; bytes: number; digest: Digest }[];
  files: InstalledFile[];
}

export interface InstalledModel {
  path: string;
  bytes: number;
  record: InstalledRecord;
}

export interface Progress {
  phase: 'download' | 'verify' | 'unpack' | 'install';
  bytesDone: number;
  bytesTotal: number;
}

export type OnProgress = (progress: Progress) => void;

/** What somebody who adds a model is shown of it before the large files come. */
export interface LicenceNotice {
  name: string;
  licence: string;
  /** The whole card, where there is one. */
  card?: string;
  cardUrl?: string;
}

export const notStated = 'not stated';
