-- Referrals of the six months; every row of a child has the number before the latest one.
with latest as (
  select cine_person_id as child, max(cine_referral_date) as latest_on
  from ssd_cin_episodes
  where cine_referral_date <= as_at()
  group by cine_person_id
),
earlier as (
  select child, count(*) as referrals_12_months
  from latest
  join ssd_cin_episodes on cine_person_id = child
  where cine_referral_date < latest_on
    and cine_referral_date >= latest_on - interval 12 months
  group by child
)
select
  child, gender, ethnicity, born_on, age,
  cine_referral_date as referred_on,
  cine_referral_source_code as referral_source,
  cine_referral_nfa as no_further_action,
  coalesce(referrals_12_months, 0) as referrals_12_months,
  cine_referral_team as team,
  cine_referral_worker_id as worker
from ssd_cin_episodes
join children on child = cine_person_id
left join earlier using (child)
where cine_referral_date between since(6) and as_at()
order by referred_on, child, cine_referral_id
