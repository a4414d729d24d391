import { drawCharts } from './charts.js';
import { openForPrinting, openLinkedDetails } from './details.js';
import { markOverflow } from './overflow.js';
import { readPageData } from './page-data.js';

/** The report is complete without this script: it draws the charts and opens what print and links need. */
document.documentElement.classList.add('scripted');
drawCharts(readPageData().charts);
openForPrinting();
openLinkedDetails();
markOverflow();
