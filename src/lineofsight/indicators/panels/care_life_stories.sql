-- A child in care at the period's end, other than on short breaks, with their life-story work.
-- kind: stock
-- worker: allocated
select
  in_care.period as period,
  in_care.judged_on as judged_on,
  in_care.child_id as record_id,
  in_care.child_id as child_id,
  in_care.judged_on as reference_day,
  in_care.began_on as began_on,
  adoption.decided_on as adoption_decided_on,
  stories.started_on as story_started_on,
  stories.touched_on as story_touched_on,
  stories.completed_on as story_completed_on
from in_care
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    max(permanence.perm_adm_decision_date) as decided_on
  from in_care
  join ssd_permanence as permanence
    on permanence.perm_person_id = in_care.child_id
    and permanence.perm_adm_decision_date between in_care.began_on and in_care.judged_on
    and (
      permanence.perm_decision_reversed_date is null
      or permanence.perm_decision_reversed_date > in_care.judged_on
    )
  group by in_care.period, in_care.child_id
) as adoption
  on adoption.period = in_care.period and adoption.child_id = in_care.child_id
left join (
  select
    in_care.period as period,
    in_care.child_id as child_id,
    min(work.started_on) as started_on,
    max(
      case
        when work.updated_on > work.started_on and work.updated_on <= in_care.judged_on
        then work.updated_on
        else work.started_on
      end
    ) as touched_on,
    max(
      case when work.completed_on <= in_care.judged_on then work.completed_on end
    ) as completed_on
  from in_care
  join life_story_work as work
    on work.person_id = in_care.child_id
    and work.started_on <= in_care.judged_on
  group by in_care.period, in_care.child_id
) as stories
  on stories.period = in_care.period and stories.child_id = in_care.child_id
