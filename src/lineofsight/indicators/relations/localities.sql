-- A team, by its number or its name, with the name of the team above it: its locality.  Two teams of
-- one name in different places have none.
select
  team,
  case when min(locality) = max(locality) then min(locality) end as locality
from (
  select
    dept_team_id as team,
    coalesce(dept_team_parent_name, dept_team_parent_id) as locality
  from ssd_department
  union all
  select
    dept_team_name as team,
    coalesce(dept_team_parent_name, dept_team_parent_id) as locality
  from ssd_department
) as named
where team is not null
group by team
