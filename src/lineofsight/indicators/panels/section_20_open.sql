-- A time under section 20 (a child looked after by agreement) open at the period's end.
-- kind: stock
-- worker: allocated
select
  periods.period as period,
  periods.judged_on as judged_on,
  arrangement.section_20_id as record_id,
  arrangement.person_id as child_id,
  periods.judged_on as reference_day,
  arrangement.started_on as started_on,
  case
    when arrangement.consent_recorded_on <= periods.judged_on
    then arrangement.consent_recorded_on
  end as consent_recorded_on,
  children.born_on as born_on
from periods
join section_20_arrangements as arrangement
  on arrangement.started_on <= periods.judged_on
  and (arrangement.ended_on is null or arrangement.ended_on > periods.judged_on)
left join children on children.child_id = arrangement.person_id
