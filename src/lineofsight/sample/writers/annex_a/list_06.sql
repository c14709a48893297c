-- Each child in need now or in the six months, by the latest episode; a referral that ended in no
-- further action is none.
with latest as (
  select *
  from ssd_cin_episodes
  where cine_referral_date <= as_at() and cine_referral_nfa is distinct from 'Y'
  qualify row_number() over (
    partition by cine_person_id order by cine_referral_date desc, cine_referral_id
  ) = 1
),
last_seen as (
  select child, max(day) as last_seen_on from seen where day <= as_at() group by child
)
select
  child, gender, ethnicity, born_on, age, disabled,
  cine_referral_date as need_started_on,
  cine_cin_primary_need_code as primary_need,
  last_seen_on,
  cine_close_date as need_closed_on,
  cine_close_reason as closure_reason,
  case
    when cine_close_date is not null then 'CLOSED'
    when child in (select child from periods where care_ended_on is null) then 'LOOKED_AFTER'
    when child in (select cppl_person_id from ssd_cp_plans where cppl_cp_plan_end_date is null)
      then 'PROTECTION_PLAN'
    when child in (select cinp_person_id from ssd_cin_plans where cinp_cin_plan_end_date is null)
      then 'NEED_PLAN'
    when child in (
      select cina_person_id from ssd_cin_assessments where cina_assessment_auth_date is null
    ) then 'OPEN_ASSESSMENT'
  end as case_status,
  team, worker
from latest
join children on child = cine_person_id
left join last_seen using (child)
left join allocations using (child)
where coalesce(cine_close_date, as_at()) >= since(6)
order by need_started_on, child
