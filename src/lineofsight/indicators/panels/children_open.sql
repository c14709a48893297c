-- A child whose case is open at the period's end: an episode of need that did not end in no further
-- action, the first of the child's to begin, with what was last recorded since it began.
-- kind: stock
-- looks back: assessed_on
-- worker: allocated
with open_cases as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    episode.cine_person_id as child_id,
    min(episode.cine_referral_date) as started_on
  from periods
  join ssd_cin_episodes as episode
    on episode.cine_referral_date <= periods.judged_on
    and (episode.cine_close_date is null or episode.cine_close_date > periods.judged_on)
  where episode.cine_referral_nfa is distinct from 'Y' and episode.cine_person_id is not null
  group by periods.period, periods.judged_on, episode.cine_person_id
)
select
  open_cases.period as period,
  open_cases.judged_on as judged_on,
  open_cases.child_id as record_id,
  open_cases.child_id as child_id,
  open_cases.judged_on as reference_day,
  open_cases.started_on as started_on,
  case
    when supervised.held_on >= open_cases.started_on then supervised.held_on
    else open_cases.started_on
  end as supervised_or_started_on,
  case
    when overseen.recorded_on >= open_cases.started_on then overseen.recorded_on
    else open_cases.started_on
  end as overseen_or_started_on,
  case
    when written.updated_on >= open_cases.started_on then written.updated_on
  end as chronology_on,
  protected.for_neglect_id as neglect_plan_id,
  protected.plan_id as protection_plan_id,
  in_care.episode_id as care_episode_id,
  planned.plan_id as need_plan_id,
  assessed.authorised_on as assessed_on,
  cast(null as date) as done_next_on
from open_cases
left join (
  select
    person_id,
    held_on,
    coalesce(
      lead(held_on) over (partition by person_id order by held_on), cast('9999-12-31' as date)
    ) as next_on
  from case_supervisions
) as supervised
  on supervised.person_id = open_cases.child_id
  and supervised.held_on <= open_cases.judged_on
  and supervised.next_on > open_cases.judged_on
left join (
  select
    person_id,
    recorded_on,
    coalesce(
      lead(recorded_on) over (partition by person_id order by recorded_on), cast('9999-12-31' as date)
    ) as next_on
  from management_oversight
) as overseen
  on overseen.person_id = open_cases.child_id
  and overseen.recorded_on <= open_cases.judged_on
  and overseen.next_on > open_cases.judged_on
left join (
  select
    person_id,
    updated_on,
    coalesce(
      lead(updated_on) over (partition by person_id order by updated_on), cast('9999-12-31' as date)
    ) as next_on
  from chronology_updates
) as written
  on written.person_id = open_cases.child_id
  and written.updated_on <= open_cases.judged_on
  and written.next_on > open_cases.judged_on
left join (
  select
    open_cases.period as period,
    open_cases.child_id as child_id,
    max(plan.plan_id) as plan_id,
    max(case when lower(plan.category) like '%neglect%' then plan.plan_id end) as for_neglect_id
  from open_cases
  join protection_plans as plan
    on plan.child_id = open_cases.child_id
    and plan.started_on <= open_cases.judged_on
    and (plan.ended_on is null or plan.ended_on > open_cases.judged_on)
  group by open_cases.period, open_cases.child_id
) as protected
  on protected.period = open_cases.period and protected.child_id = open_cases.child_id
left join (
  select
    open_cases.period as period,
    open_cases.child_id as child_id,
    max(care.clae_cla_episode_id) as episode_id
  from open_cases
  join ssd_cla_episodes as care
    on care.clae_person_id = open_cases.child_id
    and care.clae_cla_episode_start_date <= open_cases.judged_on
    and (
      care.clae_cla_episode_ceased_date is null
      or care.clae_cla_episode_ceased_date > open_cases.judged_on
    )
  group by open_cases.period, open_cases.child_id
) as in_care
  on in_care.period = open_cases.period and in_care.child_id = open_cases.child_id
left join (
  select
    open_cases.period as period,
    open_cases.child_id as child_id,
    max(plan.cinp_cin_plan_id) as plan_id
  from open_cases
  join ssd_cin_plans as plan
    on plan.cinp_person_id = open_cases.child_id
    and plan.cinp_cin_plan_start_date <= open_cases.judged_on
    and (
      plan.cinp_cin_plan_end_date is null
      or plan.cinp_cin_plan_end_date > open_cases.judged_on
    )
  group by open_cases.period, open_cases.child_id
) as planned
  on planned.period = open_cases.period and planned.child_id = open_cases.child_id
left join (
  select
    open_cases.period as period,
    open_cases.child_id as child_id,
    min(assessment.cina_assessment_auth_date) as authorised_on
  from open_cases
  join ssd_cin_assessments as assessment
    on assessment.cina_person_id = open_cases.child_id
    and assessment.cina_assessment_auth_date
      between open_cases.started_on and open_cases.judged_on
  where assessment.cina_assessment_outcome_nfa is distinct from 'Y'
  group by open_cases.period, open_cases.child_id
) as assessed
  on assessed.period = open_cases.period and assessed.child_id = open_cases.child_id
