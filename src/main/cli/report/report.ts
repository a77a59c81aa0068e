/** `drydock report …`: the reports after the work. */
import type { Command } from 'commander';
import type { Perform } from '../command-context.ts';
import { addReportExport } from './report-export.ts';
import { addReportFiles } from './report-files.ts';
import { addReportIssues } from './report-issues.ts';
import { addReportPost } from './report-post.ts';
import { addReportReview } from './report-review.ts';
import { addReportText } from './report-text.ts';

export function addReport(program: Command, perform: Perform): void {
  const report = program.command('report').description('the report after the work');
  addReportText(report, perform);
  addReportReview(report, perform);
  addReportExport(report, perform);
  addReportFiles(report, perform);
  addReportPost(report, perform);
  addReportIssues(report, perform);
}
