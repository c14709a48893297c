-- A post that is funded at the period's end, and whether anybody is in it: somebody whom the council
-- employs, or anybody at all.  Of several rows of a post the one that began last tells of it.
-- kind: stock
with funded as (
  select
    periods.period as period,
    periods.judged_on as judged_on,
    post.post_id as post_id,
    post.team as team,
    post.role as role,
    post.fte as fte,
    post.needs_qualified as needs_qualified,
    post.key_post as key_post,
    post.beyond_establishment as beyond_establishment,
    row_number() over (
      partition by periods.period, post.post_id
      order by post.started_on desc
    ) as place
  from periods
  join posts as post
    on post.started_on <= periods.judged_on
    and (post.ended_on is null or post.ended_on > periods.judged_on)
),
filled as (
  select
    periods.period as period,
    contract.post_id as post_id,
    max(case when contract.agency_worker = 'Y' then 0 else 1 end) as by_employees
  from periods
  join contracts as contract
    on contract.started_on <= periods.judged_on
    and (contract.ended_on is null or contract.ended_on > periods.judged_on)
  where contract.post_id is not null
  group by periods.period, contract.post_id
)
select
  funded.period as period,
  funded.judged_on as judged_on,
  funded.post_id as record_id,
  funded.team as team,
  funded.role as role,
  case
    when cast(cast(funded.fte as varchar) as decimal(18, 4)) > 0
      then cast(cast(funded.fte as varchar) as decimal(18, 4))
  end as fte,
  funded.needs_qualified as needs_qualified,
  funded.key_post as key_post,
  funded.beyond_establishment as beyond_establishment,
  case when filled.by_employees = 1 then 'Y' else 'N' end as held_by_employee,
  case when filled.post_id is not null then 'Y' else 'N' end as held
from funded
left join filled
  on filled.period = funded.period
  and filled.post_id = funded.post_id
where funded.place = 1
