-- What tables are filled with that no module of the census holds as it is.

create or replace temp view factors_of_assessments as
select
  min(row_number) as row_number,
  LAchildID,
  AssessmentActualStartDate,
  to_json(list(AssessmentFactors order by row_number)) as factors
from AssessmentFactors
where AssessmentFactors is not null
group by LAchildID, AssessmentActualStartDate;

-- A conference stands in the enquiry that it follows; one about a child who moved in with a plan,
-- in the episode alone, and only in the census of the year in which it was held.
create or replace temp view conferences as
with moved_in as (
  select stated.*
  from CINdetails_stated as stated
  semi join CINdetails as episode
    on episode.LAchildID = stated.LAchildID and episode.CINreferralDate = stated.CINreferralDate
  where stated.DateOfInitialCPC is not null
  qualify row_number() over (
    partition by stated.LAchildID, stated.CINreferralDate
    order by stated.file desc, stated.row_number desc
  ) = 1
),
held as (
  select row_number, LAchildID, CINreferralDate, S47ActualStartDate, InitialCPCtarget,
    DateOfInitialCPC, 'N' as transfer_in
  from Section47
  where DateOfInitialCPC is not null
  union all
  select row_number + (select count(*) from Section47), LAchildID, CINreferralDate, null, null,
    DateOfInitialCPC, 'Y'
  from moved_in
  where not exists (
    select 1 from Section47 as enquiry
    where enquiry.LAchildID = moved_in.LAchildID
      and enquiry.DateOfInitialCPC = moved_in.DateOfInitialCPC
  )
)
select
  held.*,
  case when S47ActualStartDate is not null then {enquiry_id} end as enquiry_id,
  case when plan.CPPstartDate is not null then {plan_id} end as plan_id
from held
left join (select distinct LAchildID, CPPstartDate from ChildProtectionPlans) as plan
  on plan.LAchildID = held.LAchildID and plan.CPPstartDate = held.DateOfInitialCPC;

create or replace temp view protection_plans as
select plan.*, case when held.DateOfInitialCPC is not null then {conference_id} end as conference_id
from ChildProtectionPlans as plan
left join (select distinct LAchildID, DateOfInitialCPC from conferences) as held
  on held.LAchildID = plan.LAchildID and held.DateOfInitialCPC = plan.CPPstartDate;

create or replace temp view latest_protection_plans as
select *
from ChildProtectionPlans
join census_files using (file)
where NumberOfPreviousCPP is not null
qualify row_number() over (partition by LAchildID order by CPPstartDate desc, row_number desc) = 1;
