"""Questions and their answers: named questions, foreign SPARQL behind a guard, and results in the formats people use.

    question = find("mission-contributors")
    result = run(Path("exports/sikg.ttl"), question, {"mission": "the name of a mission"})
    print(render(result, "table"))

Every query runs in a worker process that can be killed, whoever wrote it.
"""

from kg.query.ask import DEADLINE_SECONDS, MAX_ROWS, Worker, run
from kg.query.guard import check
from kg.query.questions import Parameter, Question, find, questions
from kg.query.render import FORMATS, render
from kg.query.result import Result

__all__ = [
    "DEADLINE_SECONDS",
    "FORMATS",
    "MAX_ROWS",
    "Parameter",
    "Question",
    "Result",
    "Worker",
    "check",
    "find",
    "questions",
    "render",
    "run",
]
