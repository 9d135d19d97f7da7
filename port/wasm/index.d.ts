// SPDX-License-Identifier: MIT

export type Kind = 'paragraph' | 'heading' | 'list_item' | 'quote'
    | 'preformatted' | 'table_row' | 'caption';

/** 'ok', or the name of an error: see enum galley_result. */
export type Status = 'ok' | 'no_article' | 'binary' | 'compressed'
    | 'charset' | 'http_syntax' | 'http_status' | 'http_redirect'
    | 'http_length' | 'limit' | 'inflate' | 'window' | 'refresh';

export interface Block {
    kind: Kind;
    /** 1 to 6 of a heading, the depth of a list item, otherwise 0. */
    level: number;
    /** Of an item of an ordered list. */
    number?: number;
    text: string;
}

/** A text longer than bodySize comes in several pieces. */
export interface BlockPiece extends Block {
    /** The next piece continues this text. */
    continues: boolean;
    /** This one continues the piece before. */
    continued: boolean;
}

/** What `galley --format=json` prints, except for the file's name. */
export interface Article {
    status: Status;
    /** What the status means, where it is not 'ok'. */
    message?: string;
    /** Where a redirect or refresh leads. */
    location?: string;
    /** Fields are '' where the page does not say. */
    headline: string;
    byline: string;
    /** ISO 8601, as found. */
    published: string;
    site: string;
    description: string;
    /** BCP 47, as found. */
    lang: string;
    /** The paragraphs, separated by blank lines; '' with onBlock. */
    body: string;
    body_truncated: boolean;
    /** Empty with onBlock. */
    blocks: Block[];
    bytes_in: number;
    /** After so many bytes the article was taken to be complete. */
    bytes_needed: number;
}

export interface Options {
    /** Bytes of a buffer for the headline, the final NUL included; by
     * default as long as the library keeps one. */
    headlineSize?: number;
    /** Bytes of the window in which text waits until it is decided: 256 at
     * least, 4096 by default. */
    bodySize?: number;
    /** The encoding that the transport declared. Strings need none. */
    charset?: string | null;
    /** The page is an HTTP/1.x response, head first. */
    http?: boolean;
    /** Read to the end even where the article is complete before. */
    whole?: boolean;
    /** Gets each block as soon as it is decided; then body and blocks of the
     * article stay empty. What it throws ends the extraction. */
    onBlock?: (block: BlockPiece) => void;
}

export type Chunk = string | ArrayBuffer | ArrayBufferView;

/** A web ReadableStream. */
export interface ChunkStream {
    getReader(): {
        read(): Promise<{ done: boolean; value?: any }>;
        cancel(reason?: any): Promise<void>;
        releaseLock(): void;
    };
}

export type Page = Chunk | Iterable<Chunk> | AsyncIterable<Chunk>
    | ChunkStream
    | { stream(): ChunkStream }
    | { headers: { get(name: string): string | null };
        body: ChunkStream | null };

/** Push style, without promises: for one page at a time. */
export interface Extractor {
    /** The next chunk; false when no more is wanted. */
    feed(chunk: Chunk): boolean;
    /** The page has ended. */
    finish(): Article;
    /** Prepares for another page, with the same buffers. */
    reset(charset?: string | null): void;
    /** Of the library. */
    readonly version: string;
}

export interface Galley {
    extract(page: Page, options?: Options): Promise<Article>;
    Extractor: new (options?: Options) => Extractor;
}

/** The article of one page. A source that fails rejects, and so do options
 * that are out of range; what is wrong with the page is article.status. */
export function extract(page: Page, options?: Options): Promise<Article>;

/** The library over another copy of galley.wasm than the one beside
 * index.js. */
export function load(
    module?: ModuleSource | Promise<ModuleSource>): Promise<Galley>;

/** A WebAssembly.Module, its bytes, or a Response with them. */
export type ModuleSource = object;
