-- A referral received, with the child's referral before it, its first assessment and the neglect
-- tool that came with it.
-- kind: event
-- looks back: last_referred_on
with referral_days as (
  select distinct
    cine_person_id as child_id,
    cine_referral_date as referred_on
  from ssd_cin_episodes
),
before as (
  select
    child_id,
    referred_on,
    lag(referred_on) over (partition by child_id order by referred_on) as last_referred_on
  from referral_days
  where child_id is not null and referred_on is not null
)
select
  referral.cine_referral_id as record_id,
  referral.cine_person_id as child_id,
  referral.cine_referral_team as team,
  referral.cine_referral_worker_id as worker,
  referral.cine_referral_date as counted_on,
  referral.cine_referral_date as reference_day,
  referral.cine_referral_nfa as no_further_action,
  referral.cine_cin_primary_need_code as primary_need,
  before.last_referred_on as last_referred_on,
  assessments.assessed_on as assessed_on,
  tools.completed_on as neglect_tool_on
from ssd_cin_episodes as referral
left join before
  on before.child_id = referral.cine_person_id
  and before.referred_on = referral.cine_referral_date
left join (
  select cina_referral_id as referral_id, min(cina_assessment_start_date) as assessed_on
  from ssd_cin_assessments
  group by cina_referral_id
) as assessments
  on assessments.referral_id = referral.cine_referral_id
left join (
  select referral_id, min(completed_on) as completed_on
  from practice_tools
  where tool = 'NEGLECT_SCREENING' and occasion = 'REFERRAL'
  group by referral_id
) as tools
  on tools.referral_id = referral.cine_referral_id
