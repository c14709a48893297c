-- A time for which a child was open to social care: a case (an episode of need that did not end in
-- no further action), a section 47 enquiry, a child protection plan of this authority's own, or an
-- episode of care.
select
  child_id,
  kind,
  started_on,
  ended_on
from (
  select
    cine_person_id as child_id,
    'CASE' as kind,
    cine_referral_date as started_on,
    cine_close_date as ended_on
  from ssd_cin_episodes
  where cine_referral_nfa is distinct from 'Y'
  union all
  select
    s47e_person_id as child_id,
    'ENQUIRY' as kind,
    s47e_s47_start_date as started_on,
    s47e_s47_end_date as ended_on
  from ssd_s47_enquiry
  union all
  select
    cppl_person_id as child_id,
    'PLAN' as kind,
    cppl_cp_plan_start_date as started_on,
    cppl_cp_plan_end_date as ended_on
  from ssd_cp_plans
  where cppl_cp_plan_ola is distinct from 'Y'
  union all
  select
    clae_person_id as child_id,
    'CARE' as kind,
    clae_cla_episode_start_date as started_on,
    clae_cla_episode_ceased_date as ended_on
  from ssd_cla_episodes
) as times
where child_id is not null
