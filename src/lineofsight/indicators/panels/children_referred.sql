-- A child referred in the period, by the referral that follows soonest on another of the child's.
-- kind: stock
-- looks back: last_referred_on
with referral_days as (
  select distinct
    cine_person_id as child_id,
    cine_referral_date as referred_on
  from ssd_cin_episodes
  where cine_person_id is not null and cine_referral_date is not null
),
before as (
  select
    child_id,
    referred_on,
    lag(referred_on) over (partition by child_id order by referred_on) as last_referred_on
  from referral_days
),
ordered as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    before.child_id as child_id,
    before.referred_on as referred_on,
    before.last_referred_on as last_referred_on,
    row_number() over (
      partition by periods.period, before.child_id
      order by
        case
          when before.last_referred_on >= before.referred_on - interval '12 months' then 0 else 1
        end,
        before.referred_on
    ) as place
  from periods
  join before on before.referred_on between periods.window_first_day and periods.judged_on
)
select
  period,
  judged_on,
  child_id as record_id,
  child_id,
  referred_on as reference_day,
  referred_on as started_on,
  last_referred_on
from ordered
where place = 1
