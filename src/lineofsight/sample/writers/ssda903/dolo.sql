select CHILD, DOB, started_on as DOLO_START, known(ended_on) as DOLO_END
from deprivations_of_liberty
join looked_after on CHILD = person_id
where started_on <= ends() and coalesce(ended_on, ends()) >= begins()
order by CHILD, started_on
