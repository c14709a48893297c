"""What the columns of a plan's tables are called, in the words of many councils."""

import re
from typing import Literal, TypeAlias

Role: TypeAlias = Literal[
    "ref", "theme", "objective", "references", "action", "due", "lead", "measure", "baseline",
    "target", "rating", "update", "remaining", "outcome", "risk", "mitigation", "other",
]  # fmt: skip

# In order: the first that fits names the column.
NAMES: tuple[tuple[Role, str], ...] = (
    ("other", r"^what (?:it|this|they) means?|meaning|explanation|definition|^abbreviation"
              r"|date (?:completed|closed|opened|raised|added|of)|completed date|likelihood"
              r"|\bscore\b"),
    ("other", r"^start(?:s|ed)?\b(?!(?: date)?(?: and| to)? (?:end|finish|completion))"),
    ("action", r"^objectives? (?:and )?actions?$|^actions? (?:required|needed|to)\b"
               r"|^(?:priority|improvement|key|agreed|planned) actions?$"),
    ("references", r"^(?:link|relate|cross)"),
    # What is left to do is told of an action under way; what was done is its progress.
    ("remaining", r"\bremain|outstanding|further (?:\w+ )?(?:action|work|step)|\bnext steps?\b"
                  r"|what(?: s| is)? next|(?:still|yet|left) to (?:be )?(?:do|done|complete)"
                  r"|future (?:action|work|step)|^(?:work )?to be done$"),
    ("update", r"percent (?:complet|achiev|progress|done)|\bdone (?:so far|to date|already)"
               r"|\b(?:has|have|s) (?:we |been |been? )?(?:done|achieved|happened|completed)"
               r"|\b(?:actions?|steps?) (?:already )?(?:taken|completed)|^work done|^done$"),
    ("rating", r"^(?:b|d|p)? ?r ?a ?g\b|\bb?rag\b|rating"
               r"|^(?:current |overall |progress |delivery |latest )?status$"),
    ("due", r"target (?:date|completion|month|quarter|finish)|completion (?:date|target)"
            r"|time ?lines?$|^timings?$|^schedule$|date for completion|\bdue\b|time ?-?scale"
            r"|^(?:planned|expected|estimated|proposed) (?:date|completion|end)"
            r"|^(?:delivery|milestone|implementation|forecast) (?:date|month|quarter|deadline)"
            r"|time ?-?frame|deadline|by when|^when|^end\b|^finish|^completion$|^dates?$"
            r"|to be completed by|completed? by|^by$|^start(?: date)?(?: and| to)? (?:end|finish)"
            r"|^(?:original|revised|new|amended|extended|agreed|planned|initial|current|latest)"
            r" (?:dates?|end|finish)"),
    ("ref", r"^(?:action |objective |kpi |measure |risk |item |plan |rec |recommendation )?"
            r"(?:refs?|no|num|number|id|#|reference no|ref no|reference number)$|^#$|action no"),
    ("mitigation", r"mitigat|control"),
    ("risk", r"^risks?\b|risk description|issue or risk"),
    ("baseline", r"baseline|current (?:performance|position|level|figure)"
                 r"|starting (?:point|position)|^actual|outturn"
                 r"|^(?:latest|most recent|last year|previous)\b"
                 r"(?!.*\b(?:update|progress|position|rag|rating|date|status))"),
    ("target", r"^(?:final |interim |year end |end of year )?(?:targets?|trajectory)"
               r"|^(?!.*(?:measure|indicator|success|kpi)).*\btargets?$"
               r"|^q(?:uarter )?[1-4]\b(?! (?:actual|outturn|result))"
               r"|\d+ (?:weeks?|months?|years?) targets?$"),
    ("measure", r"measure|performance indicator|\bkpis?\b|indicator|success"
                r"|^metrics?$|good (?:will )?looks? like"
                r"|how (?:will|do|would) (?:we|you|it) (?:be )?(?:know|check|measured?|tell|tested)"
                r"|how we(?: will| ll)? know"
                r"|what will (?:we|be) see|evidenc"),
    ("lead", r"lead(?!ership)|owner|^who\b|responsib|accountab|officer|by whom|^sro$"
             r"|sponsor|^assigned to|^led by|(?:action|post) ?holder|^delivered by|^managers?$"),
    ("update", r"how are we doing|where (?:are we|we are)|how is it going|progress|update"
               r"|commentary|comment|^narrative|^achievements?|latest position"
               r"|impact (?:so far|to date)|review note|position statement|notes?$|monitoring"
               r"|^overall$|^complete$|^percent|still to (?:be )?do"
               r"|what (?:we|you) (?:have |ve |already )*(?:done|did)|^we did"),
    ("references", r"ofsted$|ofsted (?:ref|para|page|report)|reference|\brefs?\b"
                   r"|\bpara(?:graph)?s?\b|source|^link"),
    ("objective", r"what (?:the )?(?:inspectors?|ofsted|you|they|children|families) "
                  r"(?:said|found|told)|^(?:you|they|inspectors) said"
                  r"|objective|what (?:needs to|must) (?:improve|change)"
                  r"|^(?:service )?areas?$|^themes?$|^topics?$|^work ?streams?$|^sub ?areas?$"
                  r"|areas? (?:(?:for|of) |requiring |needing |in need of )improvement"
                  r"|improvement areas?|priorit|^(?:key )?(?:issue|concern|problem)s?"
                  r"(?: identified| found| raised| to (?:be )?address\w*)?$|^goal|^aim"
                  r"|recommendation|finding"
                  r"|weakness|^requirements?$|improvements? (?:needed|required)|lines? of enquiry"
                  r"|what we need to (?!do\b)"),
    ("outcome", r"outcome|impact|what difference|difference (?:it|we)|be different"),
    ("action", r"action|activit|^(?:key )?tasks?\b|steps?\b|what (?:will|are|do) we|^what\b"
               r"|how we will|\bresponse$"),
)  # fmt: skip
# Names of the work that is left, which are those of the actions where no other column is.
NO_MORE = re.compile(
    r"(?:further|future|next) (?:\w+ )?(?:action|step)|^(?:work )?to be done$|actions? taken"
    r"|outstanding action|remaining action"
)
# Names of what is done, in a table that has no column of actions by a clearer name.
DOES = re.compile(
    r"(?:key |our |agreed |planned )?(?:milestone|intervention|response|commitment|initiative"
    r"|deliverable|description|how)s?(?: we will (?:do|achieve) (?:it|this))?"
)
TO_DO = re.compile(r"to be done|to do$|needs doing|left to do|remain|still")
# Names of a column that gathers actions, where no column says what they are for.
PLAINLY = re.compile(
    r"\b(?:actions?|activit\w+|tasks?|will|need|required|going|steps?|to do|doing|shall)\b"
)
GROUP = re.compile(
    r"(?:work ?stream|theme|strand|pillar|domain|category|section|programme|project|service area"
    r"|questions?|standard|expectation|principle|pledge|ambition|criteri(?:on|a)|topic|element"
    r"|area(?: of (?:work|focus|practice))?|focus(?: area)?)s?(?: name| title)?"
)
LATEST = re.compile(r"actual|latest|most recent|current", re.I)
THEME = re.compile(r"(?:key |improvement )?(?:themes?|work ?streams?|strands?|pillars?)", re.I)
