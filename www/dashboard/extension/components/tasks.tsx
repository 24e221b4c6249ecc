// Shows tasks with their status.

import type { ReactNode } from "react";

export interface Task {
  title?: string;
  status?: "not-started" | "in-progress" | "blocked" | "complete";
  onPress?: (event: { type: "press" }) => void;
  subTasks?: Task[];
}

const STATUS = { "not-started": "Not started", "in-progress": "In progress", blocked: "Blocked", complete: "Complete" };

export const Tasks = ({ tasks }: { tasks: readonly Task[] }) => (
  <ul className="tasks">
    {tasks.map((task, index) => (
      <TaskListItem key={index} {...task} />
    ))}
  </ul>
);

export const TaskList = ({ children }: { children?: ReactNode }) => <ul className="tasks">{children}</ul>;

export function TaskListItem({ title, status = "not-started", onPress, subTasks = [] }: Task) {
  return (
    <li>
      <span className={`task ${status}`}>
        {onPress === undefined ? (
          title
        ) : (
          <button type="button" className="link" onClick={() => onPress({ type: "press" })}>
            {title}
          </button>
        )}
        <span className="hint">{STATUS[status]}</span>
      </span>
      {subTasks.length > 0 && <Tasks tasks={subTasks} />}
    </li>
  );
}
