-- A team, by its number or its name, with the name of the team above it, or that team's number where
-- no name is given: its locality.  Several teams of one name have one only where all are known to be
-- in the same.
select
  team,
  case
    when count(locality) = count(*) and min(locality) = max(locality) then min(locality)
  end as locality
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
