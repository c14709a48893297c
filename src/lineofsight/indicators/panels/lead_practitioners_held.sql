-- A child with a lead practitioner at the period's end who is not their lead child protection
-- practitioner; of several, the one who began last.
-- kind: stock
with led as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    practitioner.person_id as child_id,
    practitioner.worker_id as worker,
    practitioner.team as team,
    practitioner.started_on as started_on,
    practitioner.supervised_by_id as supervised_by,
    practitioner.supervisor_qualified as supervisor_qualified,
    row_number() over (
      partition by periods.period, practitioner.person_id
      order by practitioner.started_on desc, practitioner.lead_practitioner_id desc
    ) as place
  from periods
  join lead_practitioners as practitioner
    on practitioner.started_on <= periods.judged_on
    and (practitioner.ended_on is null or practitioner.ended_on > periods.judged_on)
  where practitioner.role = 'LEAD_PRACTITIONER' and practitioner.person_id is not null
)
select
  period,
  judged_on,
  child_id as record_id,
  child_id,
  team,
  worker,
  judged_on as reference_day,
  started_on,
  supervised_by,
  supervisor_qualified
from led
where place = 1
