-- An answer of one person to one question.
-- kind: event
select
  feedback_answer_id as record_id,
  person_id as child_id,
  team,
  answered_on as counted_on,
  answered_on as reference_day,
  respondent_kind,
  answer,
  positive
from feedback_answers
