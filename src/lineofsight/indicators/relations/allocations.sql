-- A child held by a worker as their allocated case worker, from one day until another.
select
  invo_involvements_id as allocation_id,
  invo_person_id as child_id,
  invo_professional_id as worker,
  invo_professional_team as team,
  invo_involvement_start_date as started_on,
  invo_involvement_end_date as ended_on
from ssd_involvements
where upper(trim(invo_professional_role_id)) = 'ALLOCATED CASE WORKER'
  and invo_person_id is not null
  and invo_professional_id is not null
