-- A child in care at the period's end (who is then on short breaks, V3 or V4, is not), with the
-- placement that began last, temporary ones (T0 to T4) and stays of under a day left out.
-- kind: stock
-- worker: allocated
with lived as (
  select
    in_care.period as period,
    in_care.judged_on as judged_on,
    placement.placement_id as placement_id,
    placement.child_id as child_id,
    placement.placement_type as placement_type,
    placement.miles as miles,
    row_number() over (
      partition by in_care.period, in_care.child_id
      order by placement.started_on desc, placement.placement_id desc
    ) as place
  from in_care
  join placements as placement
    on placement.child_id = in_care.child_id
    and placement.started_on <= in_care.judged_on
    and (placement.ended_on is null or placement.ended_on > in_care.began_on)
)
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  children.born_on as born_on,
  latest.placement_type as placement_type,
  latest.miles as miles,
  alone.child_id as seeking_asylum_id,
  held.child_id as detained_id,
  held.remanded_id as remanded_id,
  checked.checked_on as parents_checked_on,
  checked.waits_since as parents_check_waits_since
from in_care
left join children on children.child_id = in_care.child_id
left join (
  select period, child_id, placement_type, miles
  from lived
  where place = 1
) as latest
  on latest.period = in_care.period and latest.child_id = in_care.child_id
left join (
  select in_care.period as period, in_care.child_id as child_id
  from in_care
  join unaccompanied_children as status
    on status.child_id = in_care.child_id
    and (status.started_on is null or status.started_on <= in_care.judged_on)
    and (status.ended_on is null or status.ended_on > in_care.judged_on)
  group by in_care.period, in_care.child_id
) as alone
  on alone.period = in_care.period and alone.child_id = in_care.child_id
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    max(case when detention.detention_kind = 'REMAND' then detention.person_id end) as remanded_id
  from in_care
  join detentions as detention
    on detention.person_id = in_care.child_id
    and cast(detention.started_at as date) <= in_care.judged_on
    and (detention.ended_at is null or cast(detention.ended_at as date) > in_care.judged_on)
  where detention.detention_kind in ('REMAND', 'SENTENCE')
  group by in_care.period, in_care.child_id
) as held
  on held.period = in_care.period and held.child_id = in_care.child_id
left join (
  select
    lived.period as period,
    lived.child_id as child_id,
    max(case when check_made.checked_on <= lived.judged_on then check_made.checked_on end)
      as checked_on,
    min(
      case
        when check_made.checked_on is null or check_made.checked_on > lived.judged_on
        then check_made.due_on
      end
    ) as waits_since
  from lived
  join placement_checks as check_made
    on check_made.placement_id = lived.placement_id
  where lived.place = 1 and check_made.check_kind = 'PARENTS_REGULATIONS'
  group by lived.period, lived.child_id
) as checked
  on checked.period = in_care.period and checked.child_id = in_care.child_id
