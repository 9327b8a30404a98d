#include "modules/compute/compute.h"

namespace hostler {

void ComputeActionFinished::describe(Shape<ComputeActionFinished>& shape) {
  shape.field("service", &ComputeActionFinished::service);
  shape.field("resource", &ComputeActionFinished::resource);
  shape.field("action", &ComputeActionFinished::action);
  shape.field("state", &ComputeActionFinished::state);
}

ActionUnderWay::ActionUnderWay(const std::string& name, Id<jobs::Job> job)
    : DomainError{"action_under_way",
                  409,
                  "Something else is being done to it; wait until that has ended.",
                  {{"action", name}, {"job", job.text()}}} {}

}  // namespace hostler
